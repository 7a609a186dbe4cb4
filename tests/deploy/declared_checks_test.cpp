#include "deploy/declared_checks.hpp"

#include "deploy/chosen_values.hpp"
#include "deploy/plan.hpp"
#include "util/contains.hpp"
#include "util/error.hpp"

#include <doctest/doctest.h>

using namespace std::chrono_literals;
using health::Check;

namespace {

dokku::App app_with(const std::string& entries, const std::string& type = "web") {
    dokku::App app{.name = "app"};
    app.healthchecks =
        dokku::read_healthchecks({.app_json = dokku::SourceFile{"app.json", R"({"healthchecks":{")" + type +
                                                                                R"(":[)" + entries + "]}}"}});
    return app;
}

Check check_of(const std::string& entry) {
    const auto checks = deploy::declared_checks(app_with(entry), "web", 3000);
    REQUIRE(checks.size() == 1);
    return checks[0];
}

template <class Kind>
Kind kind_of(const Check& check) {
    REQUIRE(std::holds_alternative<Kind>(check.kind));
    return std::get<Kind>(check.kind);
}

health::PathCheck path_of(const dokku::App& app, const std::string& type = "web",
                          std::optional<int> port = 3000) {
    const auto checks = deploy::declared_checks(app, type, port);
    REQUIRE(checks.size() == 1);
    return kind_of<health::PathCheck>(checks[0]);
}

}

TEST_CASE("each kind of entry becomes a check of its kind") {
    const Check path = check_of(
        R"({"type":"startup","name":"up","path":"/up","content":"ok","scheme":"https","warn":true})");
    CHECK(path.name == "up");
    CHECK(path.warn);
    CHECK(kind_of<health::PathCheck>(path).path == "/up");
    CHECK(kind_of<health::PathCheck>(path).content == "ok");
    CHECK(kind_of<health::PathCheck>(path).scheme == health::Scheme::https);
    CHECK(kind_of<health::ListeningCheck>(check_of(R"({"listening":true,"port":8080})")).port == 8080);
    CHECK(kind_of<health::UptimeCheck>(check_of(R"({"uptime":7})")).uptime == 7s);
    CHECK(kind_of<health::CommandCheck>(check_of(R"({"command":["bin/check","a b"]})")).command ==
          std::vector<std::string>{"bin/check", "a b"});
    CHECK_FALSE(check_of(R"({"uptime":7})").warn);
}

TEST_CASE("an entry's own times count, then the app's settings, then the defaults of its file") {
    dokku::App app = app_with(R"({"path":"/up"})");
    SUBCASE("of app.json") {
        const health::Schedule schedule = path_of(app).schedule;
        CHECK(schedule.initial_delay == 0s);
        CHECK(schedule.attempts == 3);
        CHECK(schedule.wait == 5s);
        CHECK(schedule.timeout == 5s);
    }
    SUBCASE("of a CHECKS file") {
        app.healthchecks = dokku::read_healthchecks({.checks = dokku::SourceFile{"CHECKS", "/up ok\n"}});
        const health::Schedule schedule = path_of(app).schedule;
        CHECK(schedule.initial_delay == 5s);
        CHECK(schedule.attempts == 5);
        CHECK(schedule.timeout == 30s);
    }
    SUBCASE("over which the settings win") {
        app.settings.initial_delay.value = 1s;
        app.settings.response_timeout.value = 2s;
        app.settings.attempts.value = 4;
        const health::Schedule schedule = path_of(app).schedule;
        CHECK(schedule.initial_delay == 1s);
        CHECK(schedule.attempts == 4);
        CHECK(schedule.timeout == 2s);
    }
    SUBCASE("over which the entry wins") {
        app = app_with(R"({"path":"/up","initialDelay":6,"timeout":7,"wait":8,"attempts":9})");
        app.settings.attempts.value = 4;
        const health::Schedule schedule = path_of(app).schedule;
        CHECK(schedule.initial_delay == 6s);
        CHECK(schedule.attempts == 9);
        CHECK(schedule.wait == 8s);
        CHECK(schedule.timeout == 7s);
    }
}

TEST_CASE("a check is asked where the program was told to listen") {
    CHECK(path_of(app_with(R"({"path":"/"})")).port == 3000);
    CHECK(path_of(app_with(R"({"path":"/","port":9000})")).port == 9000);
    CHECK(path_of(app_with(R"({"path":"/"})", "worker"), "worker", {}).port == 5000);
    dokku::App without_proxy = app_with(R"({"path":"/"})");
    without_proxy.ports = {{"http", 80, 8000}};
    CHECK(path_of(without_proxy, "web", {}).port == 8000);
}

TEST_CASE("a check sends what the proxy would send, unless it says something else") {
    dokku::App app = app_with(R"({"path":"/","httpHeaders":[{"name":"host","value":"own.example.com"}]})");
    app.domains = {"*.example.com", "app.example.com"};
    app.has_certificate = true;
    CHECK(path_of(app).headers ==
          std::map<std::string, std::string>{{"Host", "own.example.com"}, {"X-Forwarded-Proto", "https"}});
    app.healthchecks = app_with(R"({"path":"/"})").healthchecks;
    CHECK(path_of(app).headers.at("Host") == "app.example.com");
}

namespace {

deploy::Survey survey_of(dokku::App app) {
    deploy::Survey survey{.request = {.app = "app"}};
    survey.app = std::move(app);
    survey.app.image = "dokku/app:latest";
    survey.app.types = {{.name = "web", .scale = 1}, {.name = "worker", .scale = 1}};
    survey.port = dokku::ChosenPort{.port = 5000, .reason = "the default"};
    survey.desired = {{{"web", 1}, {}, {}}, {{"worker", 1}, {}, {"work"}}};
    survey.api_version = "1.41";
    return survey;
}

deploy::Plan plan_for(dokku::App app) {
    return make_plan(survey_of(std::move(app)),
                     {.epoch = util::Seconds(1700000000), .random = [] { return 7U; }});
}

}

TEST_CASE("checks of a type's own take the place of those that any app has") {
    SUBCASE("web's") {
        const auto plan = plan_for(app_with(R"({"path":"/up"},{"listening":true,"port":9000})"));
        REQUIRE(plan.create[0].checks.checks.size() == 2);
        CHECK(plan.create[0].checks.checks[0].name == "path /up");
        CHECK(std::holds_alternative<health::UptimeCheck>(plan.create[1].checks.checks.at(0).kind));
    }
    SUBCASE("a worker's") {
        const auto plan = plan_for(app_with(R"({"command":["/check"]})", "worker"));
        CHECK(std::holds_alternative<health::ReleaseCheck>(plan.create[0].checks.checks.at(0).kind));
        CHECK(std::holds_alternative<health::CommandCheck>(plan.create[1].checks.checks.at(0).kind));
    }
    SUBCASE("unless they are skipped or disabled") {
        dokku::App app = app_with(R"({"path":"/up"})");
        app.settings.skipped_types.value = {"web"};
        CHECK(plan_for(app).create[0].checks.skipped);
        app.settings.skipped_types.value.clear();
        app.settings.disabled_types.value = {"web"};
        CHECK(plan_for(app).create[0].checks.checks.at(0).name == "still running");
    }
    SUBCASE("unless they are for later than a deploy") {
        const auto plan = plan_for(app_with(R"({"type":"liveness","name":"alive","path":"/up"})"));
        CHECK(std::holds_alternative<health::ReleaseCheck>(plan.create[0].checks.checks.at(0).kind));
        REQUIRE(plan.warnings.size() == 1);
        CHECK(plan.warnings[0].find("alive") != std::string::npos);
        CHECK(plan.warnings[0].find("liveness") != std::string::npos);
    }
}

TEST_CASE("what is odd about an entry is a warning before anything starts") {
    const auto plan = plan_for(app_with(R"({"path":"/up","timout":3})"));
    REQUIRE(plan.warnings.size() == 2);
    CHECK((plan.warnings[0] + plan.warnings[1]).find("timeout") != std::string::npos);
    CHECK((plan.warnings[0] + plan.warnings[1]).find("no type") != std::string::npos);
}

TEST_CASE("a plan tells every value that is no default, and where it comes from") {
    dokku::App app =
        app_with(R"({"type":"startup","name":"ready","path":"/up","attempts":9,"timeout":7,"warn":true})");
    CHECK(deploy::chosen_settings(dokku::App(), {}).empty());
    app.settings.wait_to_retire = {util::Seconds(5), "the app's property"};
    app.settings.response_timeout = {util::Seconds(9), "config DOKKU_CHECKS_TIMEOUT"};
    app.settings.initial_delay = {util::Seconds(2), "config DOKKU_CHECKS_WAIT"};
    app.settings.strict = {true, "config STRICT_HEALTH_CHECKS"};
    const auto plan = plan_for(app);
    const auto has = [&plan](const std::string& line) { return util::contains(plan.notices, line); };
    CHECK(has("checks-wait-to-retire is 5 (the app's property)"));
    CHECK(has("checks-wait is 2 (config DOKKU_CHECKS_WAIT)"));
    CHECK_FALSE(has("checks-timeout is 9 (config DOKKU_CHECKS_TIMEOUT)"));
    CHECK_FALSE(has("strict-health-checks is true (config STRICT_HEALTH_CHECKS)"));
    CHECK(has("app.json: healthchecks.web[0] (ready): path /up, attempts 9, timeout 7 s, only warns"));
}

TEST_CASE("a plan tells only what counts for the containers that it creates") {
    dokku::App app{.name = "app"};
    app.settings.release_deadline = {util::Seconds(20), "the app's property"};
    app.settings.default_wait = {util::Seconds(3), "the app's property"};
    app.settings.attempts = {4, "the app's property"};
    app.settings.log_lines = {5, "the app's property"};
    const deploy::NewContainer web{
        .replica = {"web", 1},
        .port = 5000,
        .checks = deploy::choose_checks(app, "web", dokku::ChosenPort{.port = 5000})};
    const deploy::NewContainer worker{.replica = {"worker", 1},
                                      .checks = deploy::choose_checks(app, "worker", {})};
    const std::string deadline = "release-healthcheck-timeout is 20 (the app's property)";
    const std::string wait = "checks-default-wait is 3 (the app's property)";
    const std::string log_lines = "log-lines is 5 (the app's property)";
    using Lines = std::vector<std::string>;
    CHECK(deploy::chosen_settings(app, {web}) == Lines{log_lines, deadline});
    CHECK(deploy::chosen_settings(app, {worker}) == Lines{log_lines, wait});
    CHECK(deploy::chosen_settings(app, {web, worker}) == Lines{log_lines, deadline, wait});
    app.settings.skipped_types = {{"web"}, "the app's property"};
    CHECK(deploy::chosen_settings(app, {web}) ==
          Lines{log_lines, "checks-skipped is web (the app's property)"});
}

TEST_CASE("further routed ports speak HTTP, whatever the endpoint does") {
    dokku::App app{.name = "app"};
    app.settings.endpoint_type.value = "tcp";
    const auto checks =
        deploy::choose_checks(app, "web", dokku::ChosenPort{.port = 5000, .further_http = {8080}}).checks;
    REQUIRE(checks.size() == 2);
    CHECK(kind_of<health::ReleaseCheck>(checks[0]).endpoint_type == health::EndpointType::tcp);
    CHECK_FALSE(checks[0].warn);
    CHECK(kind_of<health::ReleaseCheck>(checks[1]).endpoint_type == health::EndpointType::http);
    CHECK(checks[1].warn);
    CHECK(checks[1].turn == health::Turn::afterwards);
    CHECK(kind_of<health::ReleaseCheck>(checks[1]).deadline == 1s);
}
