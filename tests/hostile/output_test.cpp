#include "outcome.hpp"

#include "support/endurance.hpp"

#include <doctest/doctest.h>

using namespace e2e;

namespace {

/// Under a limit of address space, which nothing that a container writes may use up.
util::Ended run_in_little_memory(const std::string& command) {
    return util::run(
        {.words = {"sh", "-c", "ulimit -v 1000000; exec " + host().hookrun().string() + " " + command}});
}

std::string last_output(const std::string& app) { return host().run({"logs:failed", app}).output; }

}

TEST_CASE("a line that is very long is shown in part, whether its container fails or serves") {
    const std::string flood = "--flood=" + std::to_string(endurance::times(64, 1024));
    TestApp app("long-line");

    hostile::check_is_bounded(app.push({{"web", flood + " --exit=3"}}));
    CHECK(last_output(app.name()).size() > 1000);
    CHECK(last_output(app.name()).size() < (200U << 10U));

    const auto served = app.push({{"web", flood + " --text=wordy"}});
    hostile::check_is_bounded(served);
    CHECK_MESSAGE(served.status == 0, served.error.substr(0, 2000));
    CHECK(app.page() == "wordy");
    CHECK(run_in_little_memory("logs long-line -n 5 | tail -c 1000").status == 0);
    CHECK(run_in_little_memory("scheduler-docker-api:explain long-line").status == 0);
}

TEST_CASE("a container that writes without end is deployed, looked at and stopped") {
    TestApp app("flooding");
    host().must({"docker-options:add", app.name(), "deploy", "--log-opt max-size=10m"});
    const auto ended = app.push({{"web", "--flood --text=loud"}});
    hostile::check_is_bounded(ended);
    CHECK_MESSAGE(ended.status == 0, ended.error.substr(0, 2000));
    CHECK(app.page() == "loud");
    CHECK(run_in_little_memory("logs flooding -n 5 | tail -c 1000").status == 0);
    host().must({"ps:stop", app.name()});
    CHECK(app.containers("running").empty());
}

TEST_CASE("what a failing container writes is escaped") {
    TestApp app("escaping");
    const auto ended = app.push({{"web", "--say=\x1b[31mred\x07\xff --exit=3"}});
    hostile::check_is_refused(ended);
    hostile::check_is_bounded(host().run({"logs:failed", app.name()}));
    hostile::check_is_bounded(host().run({"scheduler-docker-api:explain", app.name(), "--format", "json"}));
}
