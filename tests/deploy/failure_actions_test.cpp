#include "deploy/failure_actions.hpp"
#include "deploy/redacted_json.hpp"

#include "scene.hpp"
#include "util/error.hpp"
#include "util/json.hpp"
#include "util/parallel.hpp"

#include <doctest/doctest.h>

#include <csignal>
#include <thread>

namespace {

using deploy::FailureCommands;

deploy::FailureNotice notice(health::FailureAction action) {
    return {.app = "app",
            .process_type = "web",
            .container = "web.1",
            .container_id = "abc",
            .check = {"ready", health::Code::bad_status, std::move(action)}};
}

bool says(const scene::Scene& scene, const std::string& text) {
    return scene.output().find(text) != std::string::npos;
}

}

TEST_CASE("the command of onFailure hears what failed, where the operator allows it") {
    const util::TemporaryDirectory directory;
    const std::string heard = directory.path() / "heard";
    const auto failure = notice({.command = {"/bin/sh", "-c", "cat >" + heard}});
    scene::Scene scene;

    carry_out(scene.world(), {failure}, FailureCommands::forbidden);
    CHECK_FALSE(util::read_file(heard));
    CHECK(says(scene, "The onFailure command of ready does not run on this host"));
    CHECK(says(scene, "scheduler-docker-api:set app allow-failure-command true"));

    carry_out(scene.world(), {failure}, FailureCommands::allowed);
    const auto told = util::parse_json(util::read_file(heard).value_or(""));
    CHECK(told["healthcheck_name"] == "ready");
    CHECK(told["errors"] == nlohmann::json{"web.1: ready failed: BAD_STATUS"});
    CHECK(told["app"] == "app");
    CHECK(told["container"] == "web.1");
    CHECK(told["container_id"] == "abc");
    CHECK(told["process_type"] == "web");
    CHECK(told["code"] == "BAD_STATUS");
}

TEST_CASE("what onFailure tells holds no value of the app's configuration") {
    const util::TemporaryDirectory directory;
    const std::string heard = directory.path() / "heard";
    scene::Scene scene;
    const std::map<std::string, std::string> config{{"TOKEN", R"(it"s\a secret)"}};
    scene.world().log.redact(util::Redactor(config));
    auto failure = notice({.command = {"/bin/sh", "-c", "cat >" + heard}});
    failure.check.name = R"(finds it"s\a secret)";
    carry_out(scene.world(), {failure}, FailureCommands::allowed);
    const auto told = util::parse_json(util::read_file(heard).value_or(""));
    CHECK(told["healthcheck_name"] == "finds $TOKEN");
    CHECK(told["errors"] == nlohmann::json{"web.1: finds $TOKEN failed: BAD_STATUS"});
}

TEST_CASE("every text of a document is redacted before it is written down, so that quotes hide nothing") {
    scene::Scene scene;
    const std::map<std::string, std::string> config{{"TOKEN", R"(it"s\a secret)"}};
    scene.world().log.redact(util::Redactor(config));
    const nlohmann::json document{{"deep", {{{"list", {R"(<it"s\a secret>)", 7, true}}}}}};
    CHECK(deploy::redacted_text(scene.world().log, document) == R"({"deep":[{"list":["<$TOKEN>",7,true]}]})");
}

TEST_CASE("an onFailure that fails is a warning") {
    // As hook::Signals does: the command does not read what it is told.
    std::signal(SIGPIPE, SIG_IGN);
    scene::Scene scene;
    carry_out(scene.world(),
              {notice({.command = {"/bin/sh", "-c", "echo no pager here; exit 3"}}),
               notice({.command = {"/no/such/program"}})},
              FailureCommands::allowed);
    CHECK(says(scene, "exited with code 3: no pager here"));
    CHECK(says(scene, "/no/such/program"));
}

TEST_CASE("a stop ends what onFailure runs") {
    scene::Scene scene;
    std::stop_source stop;
    deploy::World world = scene.world();
    world.stop = stop.get_token();
    const util::TemporaryDirectory directory;
    const std::string started = directory.path() / "started";
    util::Background stopper([&](const std::stop_token& end) {
        while (!end.stop_requested() && !util::read_file(started)) std::this_thread::yield();
        stop.request_stop();
    });
    CHECK_THROWS_AS(
        carry_out(world, {notice({.command = {"/bin/sh", "-c", "echo >" + started + "; exec sleep 60"}})},
                  FailureCommands::allowed),
        util::Interrupted);
}
