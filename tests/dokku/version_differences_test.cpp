#include "dokku/version_differences.hpp"
#include "test_host.hpp"

#include "dokku/settings.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

using namespace dokku;
using Kind = Difference::Kind;

namespace {

std::vector<std::string> triggers_missing_in(const Version& version) {
    std::vector<std::string> names;
    for (const Difference& difference : missing_in(version, Kind::trigger))
        names.emplace_back(difference.name);
    return names;
}

}

TEST_CASE("each difference is in the table once, in the order of names") {
    std::set<std::pair<Kind, std::string>> seen;
    for (const Difference& difference : version_differences()) {
        CAPTURE(difference.name);
        CHECK(seen.emplace(difference.kind, difference.name).second);
        CHECK(std::string(difference.before) != "");
    }
    CHECK(std::is_sorted(version_differences().begin(), version_differences().end(),
                         [](const Difference& a, const Difference& b) {
                             return std::pair(a.kind, std::string(a.name)) <
                                    std::pair(b.kind, std::string(b.name));
                         }));
}

TEST_CASE("each version lacks what came later") {
    CHECK(triggers_missing_in({0, 31}) ==
          std::vector<std::string>{"scheduler-proxy-config", "scheduler-proxy-logs", "scheduler-run-retire",
                                   "scheduler-uses-host-cron"});
    CHECK(triggers_missing_in({0, 35, 6}) == std::vector<std::string>{"scheduler-proxy-config",
                                                                      "scheduler-run-retire",
                                                                      "scheduler-uses-host-cron"});
    CHECK(triggers_missing_in({0, 36}) ==
          std::vector<std::string>{"scheduler-run-retire", "scheduler-uses-host-cron"});
    CHECK(triggers_missing_in({0, 38, 25}) == std::vector<std::string>{"scheduler-uses-host-cron"});
    CHECK(triggers_missing_in({0, 38, 26}).empty());
    CHECK(missing_in({0, 37, 9}, Kind::property).size() == 10);
    CHECK(missing_in({0, 38}, Kind::property).empty());
}

TEST_CASE("a property has the variable that it was before") {
    CHECK(variable_before("ps", "start-cmd") == std::string("DOKKU_START_CMD"));
    CHECK(variable_before("checks", "disabled") == std::string("DOKKU_CHECKS_DISABLED"));
    CHECK(variable_before("scheduler", "selected") == nullptr);
    CHECK(variable_before("scheduler-docker-api", "drain") == nullptr);
}

TEST_CASE("something without a row is in every version") {
    CHECK(has({0, 31}, Kind::trigger, "scheduler-deploy"));
    CHECK_FALSE(has({0, 35, 9}, Kind::default_value, "ps stop-timeout-seconds"));
    CHECK(has({0, 36}, Kind::default_value, "ps stop-timeout-seconds"));
}

TEST_CASE("settings of an app count by their variables before there were properties") {
    const TestHost host;
    util::write_file(host.environment.lib_root / "VERSION", "0.35.4\n");
    const Settings settings = load_settings(host.environment, "shop",
                                            {{"DOKKU_CHECKS_SKIPPED", "worker"},
                                             {"DOKKU_DOCKER_STOP_TIMEOUT", "7"},
                                             {"DOKKU_CHECKS_ATTEMPTS", "9"}},
                                            {{"DOKKU_DEFAULT_CHECKS_WAIT", "3"}});
    CHECK(settings.skips("worker"));
    CHECK(settings.stop_timeout.value == util::Seconds(7));
    CHECK(settings.attempts.value == 9);
    CHECK(settings.default_wait.value == util::Seconds(3));
    CHECK_FALSE(settings.usual_stop_timeout);
}
