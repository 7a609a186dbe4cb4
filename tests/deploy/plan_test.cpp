#include "deploy/plan.hpp"

#include "util/error.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace deploy;

namespace {

/// An app with one web and one worker, the first of which is served already.
Survey survey_of_app() {
    Survey survey{.request = {.app = "app"}};
    survey.app.name = "app";
    survey.app.image = "dokku/app:latest";
    survey.app.types = {{.name = "web", .scale = 1}, {.name = "worker", .scale = 1}};
    survey.port = dokku::ChosenPort{.port = 5000, .reason = "the default"};
    survey.desired = {{{"web", 1}, {"--restart=on-failure:10"}, {}}, {{"worker", 1}, {}, {"work"}}};
    survey.api_version = "1.41";
    return survey;
}

docker::ContainerSummary running(const std::string& id, const std::string& type, int index) {
    const std::string replica = type + "." + std::to_string(index);
    return {.id = id,
            .name = "app." + replica,
            .image_id = "sha256:old",
            .state = "running",
            .labels = {{dokku::label_process_type, type}, {dokku::label_dyno, replica}}};
}

Plan plan_for(const Survey& survey) {
    return make_plan(survey, {.epoch = util::Seconds(1700000000), .random = [] { return 7U; }});
}

}

TEST_CASE("every desired container is created under an upcoming name, without a restart policy yet") {
    const Plan plan = plan_for(survey_of_app());
    REQUIRE(plan.create.size() == 2);
    CHECK(plan.create[0].spec.name == "app.web.1.upcoming-7");
    CHECK(plan.create[0].spec.restart_policy.name == "no");
    CHECK(plan.create[0].restart_policy == docker::RestartPolicy{"on-failure", 10});
    CHECK(plan.create[0].port == 5000);
    CHECK_FALSE(plan.create[1].port);
    CHECK(plan.retire.empty());
}

TEST_CASE("web proves itself by an answer, other types by staying up") {
    const Plan plan = plan_for(survey_of_app());
    CHECK(std::holds_alternative<health::ReleaseCheck>(plan.create[0].checks.checks.at(0).kind));
    CHECK(std::holds_alternative<health::UptimeCheck>(plan.create[1].checks.checks.at(0).kind));

    SUBCASE("web without a port only has to stay up") {
        Survey survey = survey_of_app();
        survey.port.reset();
        CHECK(
            std::holds_alternative<health::UptimeCheck>(plan_for(survey).create[0].checks.checks.at(0).kind));
    }
    SUBCASE("skipped checks ask nothing") {
        Survey survey = survey_of_app();
        survey.app.settings.skipped_types.value = {"_all_"};
        CHECK(plan_for(survey).create[0].checks.checks.empty());
        CHECK(plan_for(survey).create[0].checks.skipped);
    }
}

TEST_CASE("what runs is retired: web after its time, others at the switch") {
    Survey survey = survey_of_app();
    survey.running = {running("old-web", "web", 1), running("old-worker", "worker", 1)};
    const Plan plan = plan_for(survey);
    REQUIRE(plan.retire.size() == 2);
    CHECK(plan.retire[0].retired_name == "app.web.1.1700000000");
    CHECK(plan.retire[0].keep_for == util::Seconds(60));
    CHECK_FALSE(plan.retire[0].signal_at_switch);
    CHECK(plan.retire[1].keep_for == util::Seconds(0));
    CHECK(plan.retire[1].signal_at_switch);

    SUBCASE("a name that is taken moves on to the next second") {
        survey.taken_names = {"app.web.1.1700000000"};
        CHECK(plan_for(survey).retire[0].retired_name == "app.web.1.1700000001");
    }
    SUBCASE("with drain timer all of them wait, with signal all are told at once") {
        survey.app.settings.drain.value = dokku::Drain::timer;
        CHECK(plan_for(survey).retire[1].keep_for == util::Seconds(60));
        survey.app.settings.drain.value = dokku::Drain::signal;
        CHECK(plan_for(survey).retire[0].signal_at_switch);
    }
}

TEST_CASE("replicas beyond the scale and types that are gone lose their places") {
    Survey survey = survey_of_app();
    survey.serving = {{{"web", 1}, {"a"}}, {{"web", 2}, {"b"}}, {{"clock", 1}, {"c"}}};
    const Plan plan = plan_for(survey);
    CHECK(plan.surplus == std::vector<dokku::Replica>{{"clock", 1}, {"web", 2}});

    SUBCASE("a deploy of one type looks at that type only") {
        survey.request.process_type = "web";
        survey.desired.pop_back();
        survey.running = {running("old-worker", "worker", 1)};
        const Plan only_web = plan_for(survey);
        CHECK(only_web.surplus == std::vector<dokku::Replica>{{"web", 2}});
        CHECK(only_web.retire.empty());
    }
}

TEST_CASE("what cannot run beside its predecessor is stopped first, with the reason said") {
    Survey survey = survey_of_app();
    survey.running = {running("old-web", "web", 1), running("old-worker", "worker", 1)};
    const char* reason = "";
    SUBCASE("a fixed host port") {
        survey.desired[1].flags = {"-p", "8080:80"};
        reason = "it publishes a fixed host port";
    }
    SUBCASE("the host's network") {
        survey.desired[1].flags = {"--network=host"};
        reason = "it uses the host's network";
    }
    SUBCASE("disabled checks") {
        survey.app.settings.disabled_types.value = {"worker"};
        reason = "its checks are disabled";
    }
    const Plan plan = plan_for(survey);
    CHECK(plan.stop_first == std::vector<std::string>{"old-worker"});
    CHECK(plan.create[1].stop_first_because == reason);
    CHECK(std::any_of(plan.notices.begin(), plan.notices.end(),
                      [&](const std::string& notice) { return notice.find(reason) != std::string::npos; }));
}

TEST_CASE("two containers of a type that needs a host port for itself are refused") {
    Survey survey = survey_of_app();
    survey.desired = {{{"web", 1}, {"-p", "80:80"}, {}}, {{"web", 2}, {"-p", "80:80"}, {}}};
    CHECK_THROWS_AS(plan_for(survey), util::Error);
}

TEST_CASE("flags that cannot be understood are refused by name, each once") {
    Survey survey = survey_of_app();
    survey.desired[0].flags = {"--no-such-flag"};
    survey.desired[1].flags = {"--no-such-flag"};
    try {
        plan_for(survey);
        FAIL("accepted");
    } catch (const util::Error& error) {
        const std::string message = error.what();
        CHECK(message.find("--no-such-flag") != std::string::npos);
        CHECK(message.find("--no-such-flag") == message.rfind("--no-such-flag"));
    }
}

TEST_CASE("a type nobody knows is refused") {
    Survey survey = survey_of_app();
    survey.request.process_type = "clock";
    survey.desired.clear();
    CHECK_THROWS_WITH_AS(plan_for(survey), "app has no process type clock", util::Error);
}

TEST_CASE("the port that web is expected on is told with what else there is to choose") {
    Survey survey = survey_of_app();
    survey.port = dokku::ChosenPort{.port = 8000,
                                    .reason = "the first entry of the port map",
                                    .others = {"3000 (exposed)", "9000 (routed)"}};
    const Plan plan = plan_for(survey);
    REQUIRE(plan.notices.size() == 2);
    CHECK(plan.notices[0] == "web is expected on port 8000 (the first entry of the port map)");
    CHECK(plan.notices[1] == "also there: 3000 (exposed), 9000 (routed); property endpoint-port chooses");
    survey.port = dokku::ChosenPort{.port = 5000, .reason = "the default"};
    CHECK(plan_for(survey).notices.size() == 1);
}
