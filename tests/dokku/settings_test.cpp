#include "dokku/settings.hpp"

#include "dokku/own_properties.hpp"
#include "test_host.hpp"
#include "util/error.hpp"

#include <doctest/doctest.h>

using namespace dokku;
using namespace std::chrono_literals;
using Types = std::vector<std::string>;

namespace {

Settings load(const TestHost& host, const std::map<std::string, std::string>& app_config = {},
              const std::map<std::string, std::string>& global_config = {}) {
    return load_settings(host.environment, host.app, app_config, global_config);
}

}

TEST_CASE("what nobody set has its default") {
    const TestHost host;
    const Settings settings = load(host);
    CHECK(settings.default_wait.value == 10s);
    CHECK(settings.default_wait.source == "default");
    CHECK_FALSE(settings.initial_delay.value);
    CHECK_FALSE(settings.response_timeout.value);
    CHECK_FALSE(settings.attempts.value);
    CHECK(settings.wait_to_retire.value == 60s);
    CHECK_FALSE(settings.stop_timeout.value);
    CHECK(settings.release_deadline.value == 180s);
    CHECK_FALSE(settings.strict.value);
    CHECK(settings.release_check.value == ReleaseCheckMode::enclave);
    CHECK_FALSE(settings.endpoint_port.value);
    CHECK_FALSE(settings.endpoint_type.value);
    CHECK(settings.parallel_schedule_count.value == 4);
    CHECK_FALSE(settings.init_process.value);
    CHECK(settings.drain.value == Drain::endpoint);
    CHECK(settings.log_lines.value == 20);
    CHECK_FALSE(settings.early_proxy_rebuild.value);
    CHECK_FALSE(settings.allow_failure_command.value);
    CHECK_FALSE(settings.skips("web"));
    CHECK_FALSE(settings.disables("web"));
}

TEST_CASE("the first hit wins: app's property, global property, app's variable, global variable") {
    const TestHost host;
    const std::map<std::string, std::string> four{{"DOKKU_WAIT_TO_RETIRE", "4"}},
        three{{"DOKKU_WAIT_TO_RETIRE", "3"}};
    CHECK(load(host, {}, four).wait_to_retire.value == 4s);
    CHECK(load(host, {}, four).wait_to_retire.source == "global config DOKKU_WAIT_TO_RETIRE");
    CHECK(load(host, three, four).wait_to_retire.value == 3s);
    CHECK(load(host, three, four).wait_to_retire.source == "config DOKKU_WAIT_TO_RETIRE");
    host.global_property("checks", "wait-to-retire", "2");
    CHECK(load(host, three, four).wait_to_retire.value == 2s);
    CHECK(load(host, three, four).wait_to_retire.source == "the global property");
    host.property("checks", "wait-to-retire", "1");
    CHECK(load(host, three, four).wait_to_retire.value == 1s);
    CHECK(load(host, three, four).wait_to_retire.source == "the app's property");

    SUBCASE("an empty variable is not set") {
        CHECK(load(TestHost(), {{"DOKKU_WAIT_TO_RETIRE", ""}}, four).wait_to_retire.value == 4s);
    }
}

TEST_CASE("each variable of the documents is heard") {
    const TestHost host;
    const Settings settings = load(host, {{"DOKKU_DEFAULT_CHECKS_WAIT", "1"},
                                          {"DOKKU_CHECKS_WAIT", "2"},
                                          {"DOKKU_CHECKS_TIMEOUT", "3"},
                                          {"DOKKU_CHECKS_ATTEMPTS", "4"},
                                          {"DOKKU_DOCKER_STOP_TIMEOUT", "5"},
                                          {"RELEASE_HEALTHCHECK_TIMEOUT", "900"},
                                          {"STRICT_HEALTH_CHECKS", "true"},
                                          {"DOKKU_CHECKS_SKIPPED", "worker, cron"},
                                          {"DOKKU_CHECKS_DISABLED", "_all_"}});
    CHECK(settings.default_wait.value == 1s);
    CHECK(settings.initial_delay.value == 2s);
    CHECK(settings.response_timeout.value == 3s);
    CHECK(settings.attempts.value == 4);
    CHECK(settings.stop_timeout.value == 5s);
    CHECK(settings.release_deadline.value == 900s);
    CHECK(settings.strict.value);
    CHECK(settings.skipped_types.value == Types{"worker", "cron"});
    CHECK(settings.skips("cron"));
    CHECK_FALSE(settings.skips("web"));
    CHECK(settings.disables("anything"));
}

TEST_CASE("our own properties are read") {
    const TestHost host;
    for (const auto& [key, value] : std::map<std::string, std::string>{{"endpoint-port", "8080"},
                                                                       {"endpoint-type", "tcp"},
                                                                       {"release-check", "uptime"},
                                                                       {"drain", "connections"},
                                                                       {"log-lines", "0"},
                                                                       {"early-proxy-rebuild", "true"},
                                                                       {"allow-failure-command", "true"}})
        host.property(plugin_name, key, value);
    const Settings settings = load(host);
    CHECK(settings.endpoint_port.value == 8080);
    CHECK(settings.endpoint_type.value == "tcp");
    CHECK(settings.release_check.value == ReleaseCheckMode::uptime);
    CHECK(settings.drain.value == Drain::connections);
    CHECK(settings.log_lines.value == 0);
    CHECK(settings.early_proxy_rebuild.value);
    CHECK(settings.allow_failure_command.value);
}

TEST_CASE("an app brings its values of docker-local along") {
    const TestHost host;
    host.property("scheduler-docker-local", "parallel-schedule-count", "2");
    host.global_property("scheduler-docker-local", "init-process", "false");
    CHECK(load(host).parallel_schedule_count.value == 2);
    CHECK(load(host).parallel_schedule_count.source == "the app's property of scheduler-docker-local");
    CHECK(load(host).init_process.value == false);
    host.global_property(plugin_name, "parallel-schedule-count", "8");
    host.property(plugin_name, "init-process", "true");
    CHECK(load(host).parallel_schedule_count.value == 8);
    CHECK(load(host).init_process.value == true);

    SUBCASE("where anything but true is a no") {
        const TestHost other;
        other.property("scheduler-docker-local", "init-process", "yes");
        CHECK(load(other).init_process.value == false);
    }
}

TEST_CASE("a bad value is refused with its place and what is valid") {
    const TestHost host;
    CHECK_THROWS_WITH_AS(load(host, {{"RELEASE_HEALTHCHECK_TIMEOUT", "901"}}),
                         "scheduler-docker-api release-healthcheck-timeout of shop is 901 (config "
                         "RELEASE_HEALTHCHECK_TIMEOUT), but must be a whole number of seconds from 0 to 900",
                         util::Error);
    for (const char* bad : {"-1", "ten", "10s", "1.5"})
        CHECK_THROWS_AS_MESSAGE(load(host, {{"DOKKU_CHECKS_WAIT", bad}}), util::Error, bad);
    host.property(plugin_name, "drain", "slowly");
    CHECK_THROWS_WITH_AS(load(host), doctest::Contains("endpoint, timer, connections or signal"),
                         util::Error);
}

TEST_CASE("Dokku has a stop timeout of its own since 0.36") {
    const TestHost host;
    CHECK(load(host).usual_stop_timeout == 30s);
    const auto with_version = [&](const std::string& version) {
        util::write_file(host.environment.lib_root / "VERSION", version + "\n");
        return load(host).usual_stop_timeout;
    };
    CHECK(with_version("0.38.27") == 30s);
    CHECK(with_version("v0.36.0-3-g1a2b3c4") == 30s);
    CHECK(with_version("~master (2026-08-21)") == 30s);
    CHECK_FALSE(with_version("0.35.20"));
}

TEST_CASE("only valid keys and values can be set") {
    CHECK_NOTHROW(verify_own_property("shop", "endpoint-port", "8080"));
    CHECK_NOTHROW(verify_own_property("shop", "endpoint-port", ""));
    CHECK_NOTHROW(verify_own_property(global, "drain", "timer"));
    CHECK_THROWS_WITH_AS(verify_own_property("shop", "nonsense", "1"),
                         doctest::Contains("valid keys include: allow-failure-command,\n  drain, "),
                         util::Error);
    CHECK_THROWS_WITH_AS(verify_own_property("shop", "endpoint-type", "udp"),
                         "Invalid value for endpoint-type: udp. Valid is http, tls or tcp", util::Error);
    CHECK_THROWS_WITH_AS(verify_own_property(global, "endpoint-port", "80"),
                         "endpoint-port can only be set for an app", util::Error);
    CHECK_THROWS_AS(verify_own_property("shop", "strict-health-checks", "yes"), util::Error);
}
