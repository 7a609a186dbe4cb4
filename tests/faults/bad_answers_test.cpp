#include "engine/visitor.hpp"
#include "faults/faulty_engine.hpp"
#include "faults/serving_app.hpp"
#include "support/endurance.hpp"
#include "support/fault.hpp"

#include <doctest/doctest.h>

using faults::BadAnswer;
using faults::FaultyEngine;
using faults::ServingApp;

namespace {

using e2e::host;

struct Kind {
    BadAnswer answer;
    const char* name;
    int short_form_takes_every;
    int long_form_takes_every;  ///< a silent call is given up after a minute
};

constexpr int never = 1000;
constexpr Kind kinds[] = {
    {BadAnswer::error, "500", 14, 1},          {BadAnswer::conflict, "409", 14, 1},
    {BadAnswer::garbage, "garbage", 19, 1},    {BadAnswer::half, "half an answer", 14, 1},
    {BadAnswer::nothing, "nothing", 19, 1},    {BadAnswer::gone, "no Engine any more", 19, 1},
    {BadAnswer::silence, "silence", never, 10}};

std::map<std::string, std::string> through(const FaultyEngine& engine) {
    return {{"DOCKER_HOST", engine.address()}};
}

int count_calls(const ServingApp& app) {
    const FaultyEngine sound(-1, BadAnswer::nothing);
    const util::Ended ended = app.deploy(through(sound));
    REQUIRE_MESSAGE(ended.status == 0, (ended.output + ended.error));
    return sound.calls();
}

/// One that fails says why, of its own accord.
void check_ending(const util::Ended& ended) {
    CHECK_MESSAGE((ended.status == 0 || ended.status == 1), (ended.output + ended.error));
    CHECK((ended.status == 0 || !ended.error.empty()));
    CHECK(ended.error.find("terminate called") == std::string::npos);
}

}

TEST_CASE(
    "whatever the Engine answers to any call of a deploy, one release serves and nothing is left over") {
    const ServingApp app("badly-answered", 2, 1);
    const int calls = count_calls(app);
    MESSAGE("a deploy of 2 web and 1 worker makes ", calls, " calls");
    const e2e::Visitor visitor(app.name(), "here");
    for (const Kind& kind : kinds) {
        const int stride = endurance::times(kind.short_form_takes_every, kind.long_form_takes_every);
        for (int call = stride == never ? never : 0; call < calls; call += stride) {
            const support::Fault fault("call " + std::to_string(call) + " answered with " + kind.name);
            const auto before = app.serving();
            const int failed = visitor.failures();
            FaultyEngine engine(call, kind.answer);

            check_ending(app.deploy(through(engine)));

            CHECK(app.page() == "here");
            host().must({"ps:retire"});
            app.check_one_release(before);
            CHECK_MESSAGE(visitor.failures() == failed, visitor.last_failure());
        }
    }
}
