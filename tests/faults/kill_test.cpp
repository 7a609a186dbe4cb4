#include "engine/visitor.hpp"
#include "faults/serving_app.hpp"
#include "support/endurance.hpp"
#include "support/fault.hpp"

#include "util/text.hpp"

#include <doctest/doctest.h>

using faults::ServingApp;

namespace {

using e2e::host;

constexpr int short_form_takes_every = 12;

/// A trigger of the scheduler, run with the module preloaded that kills it.
struct Trigger {
    std::string name;
    std::vector<std::string> arguments;

    util::Ended run(std::map<std::string, std::string> settings) const {
        settings["LD_PRELOAD"] = e2e::program("KILL_AT_MODULE").string();
        settings["KILL_TRIGGER"] = name;
        return faults::run_trigger(name, arguments, settings);
    }

    int count_steps() const {
        const util::Path file = host().root() / "kill-count";
        util::write_file(file, "", 0666);
        const auto ended = run({{"KILL_COUNT_FILE", file.string()}});
        REQUIRE_MESSAGE(ended.status == 0, (ended.output + ended.error));
        return static_cast<int>(
            util::parse_number(util::trim(*util::read_file(file)), 1, 100000).value_or(0));
    }

    /// `attempt` is called once for each step and each way, killed before or after
    /// it; the short form leaves most out.
    template <typename Attempt>
    void kill_at_every_step(Attempt attempt) const {
        const int steps = count_steps();
        MESSAGE(name, " has ", steps, " steps");
        for (int i = 0; i < 2 * steps; i += endurance::times(short_form_takes_every, 1)) {
            const std::string step = std::to_string(1 + i / 2), when = i % 2 == 0 ? "before" : "after";
            const support::Fault fault(name + " killed " + when + " step " + step);
            attempt([&] { run({{"KILL_AT", step}, {"KILL_WHEN", when}}); });
        }
    }
};

}

TEST_CASE(
    "a deploy killed at any step: one complete release serves, and the next command leaves nothing over") {
    const ServingApp app("killed-at", 3, 2);
    const Trigger deploy{"scheduler-deploy", {"docker-api", app.name(), "latest"}};
    const e2e::Visitor visitor(app.name(), "here");

    deploy.kill_at_every_step([&](auto kill) {
        const auto before = app.serving();
        const int failed = visitor.failures();
        kill();
        CHECK(app.page() == "here");
        host().must({"ps:retire"});
        app.check_one_release(before);
        CHECK_MESSAGE(visitor.failures() == failed, visitor.last_failure());
    });
    MESSAGE(visitor.requests(), " requests meanwhile, ", visitor.failures(), " failed");
}

TEST_CASE("a stop killed at any step: the next one stops the rest, and the app starts again") {
    const ServingApp app("stop-killed", 3, 2);
    const Trigger stop{"scheduler-stop", {"docker-api", app.name()}};
    const auto start = [&] { host().must({"ps:start", app.name()}); };

    stop.kill_at_every_step([&](auto kill) {
        start();
        kill();
        host().must({"ps:stop", app.name()});
        CHECK(app.containers("running").empty());
    });
    start();
    app.check_one_release(app.serving());
    CHECK(app.page() == "here");
}
