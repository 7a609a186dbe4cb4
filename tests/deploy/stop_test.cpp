#include "scene.hpp"

#include "deploy/departure.hpp"
#include "deploy/stop.hpp"

#include <doctest/doctest.h>

using scene::Scene;
using support::ModelEngine;
using namespace std::chrono_literals;

TEST_CASE("whichever call of a stop fails, all other containers are stopped and the error is told") {
    std::size_t failing = 0;
    for (bool reached = true; reached; ++failing) {
        Scene scene;
        scene.triggers.answers("docker-args-process-deploy", "--restart=always");
        scene.deploy();
        scene.engine.fail_call(failing, ModelEngine::Fault::refused);
        bool failed = false;
        try {
            deploy::stop_app(scene.world(), "app", deploy::Removal::no);
        } catch (const std::exception&) {
            failed = true;
        }
        reached = scene.engine.calls() > failing;
        const std::string call = reached ? scene.engine.log()[failing] : "none";
        CAPTURE(call);
        const bool is_update = call.ends_with("/update");
        CHECK(failed == (reached && !is_update));
        std::size_t running = 0;
        for (const auto& container : scene.engine.containers()) running += container.running ? 1 : 0;
        const bool is_list = call.find("/containers/json?") != std::string::npos;
        CHECK(running <= (is_list ? 3 : reached ? 1 : 0));
    }
    CHECK(failing > 9);
}

TEST_CASE("one that ends before its restart policy is taken away is stopped like the others") {
    Scene scene;
    scene.deploy();
    scene.engine.exits_before_update = [](const ModelEngine::Container&) { return 1; };
    deploy::stop_app(scene.world(), "app", deploy::Removal::no);
    for (const auto& container : scene.engine.containers()) CHECK(container.policy == "no");
}

TEST_CASE("a container that the reaper removes at the same time is not said to have been killed") {
    Scene scene;
    scene.deploy();
    scene.engine.vanishes_when_stopped = [](const ModelEngine::Container& container) {
        return container.name == "app.web.1";
    };
    deploy::stop_app(scene.world(), "app", deploy::Removal::no);
    CHECK(scene.output().find("app.web.1 ended after ") != std::string::npos);
    CHECK(scene.output().find("killed") == std::string::npos);
}

TEST_CASE("how a container went is one line, with why it had to be killed and the way out") {
    docker::Container container{.id = "1"};
    const auto line = [&](util::Milliseconds took) {
        return to_string(deploy::Departure{"web.1", container, took, 30s});
    };
    SUBCASE("it ended of itself") { CHECK(line(1300ms) == "web.1 exited 0 after 1.3 s"); }
    SUBCASE("with a code") {
        container.state.exit_code = 143;
        CHECK(line(90ms) == "web.1 exited 143 after 90 ms");
    }
    SUBCASE("killed by somebody else before its time") {
        container.state.exit_code = 137;
        CHECK(line(1s) == "web.1 exited 137 after 1 s");
    }
    SUBCASE("by its memory limit") {
        container.state.exit_code = 137;
        container.state.oom_killed = true;
        CHECK(line(1s) == "web.1 was killed by its memory limit after 1 s");
    }
    SUBCASE("a shell does not pass the signal on") {
        container.state.exit_code = 137;
        container.command = {"/bin/sh", "-c", "node server.js"};
        CHECK(line(30s) ==
              "web.1 was killed after 30 s: PID 1 is sh -c, it does not pass SIGTERM on; use the exec form, "
              "or begin the command with exec");
    }
    SUBCASE("nor does a script, under init") {
        container.state.exit_code = 137;
        container.has_init = true;
        container.stop_signal = "SIGQUIT";
        container.command = {"bash", "run.sh"};
        CHECK(
            line(30s) ==
            "web.1 was killed after 30 s: init runs a script of bash, which does not pass SIGQUIT on; begin "
            "its last command with exec");
    }
    SUBCASE("a program that takes no notice") {
        container.state.running = true;
        container.command = {"/app"};
        CHECK(line(30s) ==
              "web.1 was killed after 30 s: it did not end at SIGTERM; give it more time with "
              "stop-timeout-seconds, or handle it");
    }
}
