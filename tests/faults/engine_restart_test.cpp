#include "engine/visitor.hpp"
#include "faults/held_deploy.hpp"
#include "support/endurance.hpp"
#include "support/fault.hpp"

#include "util/text.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <future>
#include <thread>

using e2e::becomes_true;
using e2e::reapers;
using faults::deploy_and_at;
using faults::ServingApp;
using faults::Stage;
using faults::stages;
using namespace std::chrono_literals;

namespace {

using e2e::host;

void engine(const std::vector<std::string>& words) {
    std::vector<std::string> command{std::getenv("ENGINE_CONTROL")};
    command.insert(command.end(), words.begin(), words.end());
    const auto ended = util::run({.words = command});
    REQUIRE_MESSAGE(ended.status == 0, ended.error);
}

void end_reapers() {
    for (const pid_t reaper : reapers()) ::kill(reaper, SIGKILL);
    while (!reapers().empty()) std::this_thread::sleep_for(20ms);
}

constexpr int short_form_takes_every = 5;

bool serves(const ServingApp& app) { return app.page() == "here"; }

}

TEST_CASE(
    "after a restart of the Engine the release serves again, though its programs end with 0 at SIGTERM") {
    const ServingApp app("comes-back", 2, 1);
    REQUIRE(reapers().size() == 1);
    const auto before = app.serving();
    for (const char* way : {"stop", "kill"}) {
        {
            const support::Fault fault(std::string("Engine: ") + way + ", the reaper lives");
            engine({way});
            engine({"start"});
            CHECK(becomes_true([&] { return serves(app); }, 10s));
            CHECK(becomes_true([&] { return app.containers("running").size() == 3; }, 10s));
            CHECK(app.serving() == before);
            app.check_one_release(before);
        }
        const support::Fault fault(std::string("Engine: ") + way + ", the reaper does not live");
        end_reapers();
        engine({way});
        engine({"start"});
        CHECK_FALSE(serves(app));
        host().must({"ps:retire"});
        CHECK(serves(app));
        CHECK(reapers().size() == 1);
        CHECK(app.serving() == before);
        app.check_one_release(before);
    }
}

TEST_CASE("the Engine restarts during a deploy: one release serves again within 10 s") {
    const ServingApp app("restarted-under", 2, 1);
    int number = 0;
    for (const Stage& stage : stages)
        for (const char* way : {"stop", "kill"})
            for (const bool reaper_lives : {true, false}) {
                if (number++ % endurance::times(short_form_takes_every, 1) != 0) continue;
                const support::Fault fault(std::string("Engine: ") + way + " during " + stage.name +
                                           (reaper_lives ? "" : ", no reaper"));
                const auto before = app.serving();
                auto back = std::chrono::steady_clock::now();
                const util::Ended ended = deploy_and_at(stage, app, [&] {
                    if (!reaper_lives) end_reapers();
                    engine({way});
                    engine({"start"});
                    back = std::chrono::steady_clock::now();
                });
                CHECK_MESSAGE((ended.status == 0 || !ended.error.empty()), ended.output);
                if (!reaper_lives) host().must({"ps:retire"});
                CHECK_MESSAGE(
                    becomes_true([&] { return serves(app); }, back + 10s - std::chrono::steady_clock::now()),
                    (ended.output + ended.error));
                host().must({"ps:retire"});
                app.check_one_release(before);
            }
}

TEST_CASE("the Engine restarts while an app is stopped: the next command stops what still runs") {
    e2e::TestApp app("stopped-under");
    host().must({"config:set", "--no-restart", app.name(), "DOKKU_DOCKER_STOP_TIMEOUT=5"});
    app.must_push({{"web", "--text=here --stubborn"}});
    for (const char* way : {"stop", "kill"}) {
        const support::Fault fault(std::string("Engine: ") + way + " during a stop");
        host().must({"ps:start", app.name()});
        auto stop = std::async(std::launch::async, [&] { return host().run({"ps:stop", app.name()}); });
        std::this_thread::sleep_for(1s);
        engine({way});
        engine({"start"});
        stop.get();
        host().must({"ps:stop", app.name()});
        CHECK(app.containers("running").empty());
        std::this_thread::sleep_for(2s);
        CHECK(app.containers("running").empty());
    }
    host().must({"ps:start", app.name()});
    CHECK(app.page() == "here");
}

TEST_CASE("with live-restore a restart of the Engine makes no gap, whenever it comes") {
    engine({"stop"});
    engine({"start", "--live-restore"});
    const ServingApp app("lives-on", 2, 1);
    const e2e::Visitor visitor(app.name(), "here");
    const auto check = [&](auto restart) {
        const auto before = app.serving();
        restart();
        host().must({"ps:retire"});
        app.check_one_release(before);
        CHECK_MESSAGE(visitor.failures() == 0, visitor.last_failure());
    };
    for (const char* way : {"stop", "kill"}) {
        const auto restart = [&] {
            engine({way});
            engine({"start", "--live-restore"});
        };
        {
            const support::Fault fault(std::string("Engine with live-restore: ") + way);
            check(restart);
        }
        for (const Stage& stage : stages) {
            const support::Fault fault(std::string("Engine with live-restore: ") + way + " during " +
                                       stage.name);
            check([&] { deploy_and_at(stage, app, restart); });
            if (!endurance::is_wanted()) break;
        }
    }
    MESSAGE(visitor.requests(), " requests meanwhile");
    engine({"stop"});
    engine({"start"});
}
