#include "standalone_host.hpp"

#include "util/parallel.hpp"

#include <doctest/doctest.h>

#include <chrono>

using namespace e2e;
using namespace std::chrono_literals;

namespace {

/// What the test app writes about its requests.
bool has_logged(const std::string& container, const std::string& text) {
    return says(all_of(util::run({.words = {"docker", "logs", container}})), text);
}

/// The exit code of a container that ended.
std::string exit_code(const std::string& container) {
    return docker({"inspect", "--format", "{{.State.ExitCode}}", container});
}

}

TEST_CASE("a request that is under way at the switch is answered by the container that took it") {
    TestApp app("long");
    host().must({"checks:set", "long", "wait-to-retire", "60"});
    app.must_push({{"web", "--text=old"}});
    const std::string old = app.serving().at("web.1");
    std::string answer;
    {
        util::Background request([&](const std::stop_token&) { answer = app.page("/slow/4000"); });
        CHECK(holds_soon([&] { return has_logged(old, "slow request"); }));
        app.must_push({{"web", "--text=new"}});
        CHECK(app.page() == "new");
    }
    CHECK(answer == "old");
}

TEST_CASE("old containers of web stay for their time, workers do not unless told so") {
    TestApp app("retire");
    host().must({"checks:set", "retire", "wait-to-retire", "600"});
    host().must({"ps:scale", "retire", "web=1", "worker=1"});
    app.must_push({{"web", "--text=one"}, {"worker", "--idle"}});
    app.must_push({{"web", "--text=two"}, {"worker", "--idle"}});
    CHECK(holds_soon([&] { return app.containers("running").size() == 3; }));
    host().must({"scheduler-docker-api:set", "retire", "drain", "timer"});
    host().must({"ps:retire"});
    app.must_push({{"web", "--text=three"}, {"worker", "--idle"}});
    host().must({"ps:retire"});
    CHECK(app.containers("running").size() == 5);
}

TEST_CASE("a container that does not stop is killed when its stop timeout is over") {
    TestApp app("stubborn");
    host().must({"config:set", "--no-restart", "stubborn", "DOKKU_DOCKER_STOP_TIMEOUT=1"});
    app.must_push({{"web", "--stubborn"}});
    const std::string container = app.serving().at("web.1");
    const auto begun = std::chrono::steady_clock::now();
    SUBCASE("by ps:stop") {
        host().must({"ps:stop", "stubborn"});
        CHECK(exit_code(container) == "137\n");
    }
    SUBCASE("by apps:destroy") {
        host().must({"apps:destroy", "stubborn", "--force"});
        CHECK(app.containers().empty());
    }
    CHECK(std::chrono::steady_clock::now() - begun >= 1s);
}

TEST_CASE("healthchecks of every process type decide") {
    TestApp app("every-type");
    host().must({"ps:scale", "every-type", "web=1", "worker=1"});
    const auto files = [](const std::string& code) -> std::map<std::string, std::string> {
        return {{"app.json", R"({"healthchecks": {
            "web": [{"type": "startup", "name": "web check", "description": "for people",
                     "path": "/health/ready", "attempts": 3}],
            "worker": [{"type": "startup", "command": ["/app_server", "--idle", "--exit=)" +
                                 code + R"("], "attempts": 1}]}})"}};
    };
    const util::Ended failed = app.push({{"web", "--text=up"}, {"worker", "--idle"}}, "", files("4"));
    CHECK(failed.status != 0);
    CHECK_MESSAGE(says(all_of(failed), "COMMAND_FAILED"), all_of(failed));
    CHECK(says(all_of(failed), "worker.1"));
    CHECK(app.serving().empty());
    const util::Ended accepted = app.push({{"web", "--text=up"}, {"worker", "--idle"}}, "", files("0"));
    CHECK_MESSAGE(accepted.status == 0, all_of(accepted));
    CHECK(app.serving().size() == 2);
}

TEST_CASE("a fixed host port goes to the successor, and back when that fails") {
    TestApp app("fixed-port");
    const auto answer = [] {
        return util::run({.words = {"curl", "--silent", "--max-time", "20", "http://127.0.0.1:7070/"}})
            .output;
    };
    host().must({"docker-options:add", "fixed-port", "deploy", "-p 7070:5000"});
    app.must_push({{"web", "--text=one"}});
    const util::Ended replaced = app.push({{"web", "--text=two"}});
    CHECK_MESSAGE(replaced.status == 0, all_of(replaced));
    CHECK(says(all_of(replaced), "web is stopped before it is replaced: it publishes a fixed host port"));
    CHECK(answer() == "two\n");
    const util::Ended failed = app.push({{"web", "--exit=3"}});
    CHECK(failed.status != 0);
    CHECK(holds_soon([&] { return answer() == "two\n" && app.page() == "two"; }));
}
