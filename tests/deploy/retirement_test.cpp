#include "scene.hpp"

#include "deploy/app_lock.hpp"
#include "deploy/reaper.hpp"
#include "deploy/retirement.hpp"
#include "docker/containers.hpp"
#include "dokku/properties.hpp"
#include "util/error.hpp"
#include "util/file_lock.hpp"

#include <doctest/doctest.h>

using scene::Scene;
using support::ModelEngine;
using namespace std::chrono_literals;

namespace {

std::size_t records(Scene& scene) {
    return deploy::RetirementRecords(scene.world().environment).all().size();
}

bool exists(const Scene& scene, const std::string& id) { return scene.engine.find(id).has_value(); }

}

TEST_CASE("a retirement is carried out when its time has come, not before") {
    Scene scene;
    scene.deploy();
    const auto before = scene.serving();
    scene.deploy();
    REQUIRE(scene.engine.find(before.at("web.1"))->policy == "no");

    scene.let_retire(59s);
    CHECK(exists(scene, before.at("web.1")));

    scene.let_retire(3s);
    CHECK_FALSE(exists(scene, before.at("web.1")));
    CHECK(scene.output().find("web.1 exited 0") != std::string::npos);
}

TEST_CASE("an old container that ends while it is retired does not fail the deploy") {
    Scene scene;
    scene.deploy();
    const auto before = scene.serving();
    scene.engine.exits_before_update = [&](const ModelEngine::Container& container) -> std::optional<int> {
        if (container.id == before.at("web.1")) return 1;
        return {};
    };
    scene.deploy();
    CHECK(scene.serving() != before);
    CHECK_FALSE(exists(scene, before.at("web.1")));
    CHECK(scene.output().find("web.1 exited 1 before its time") != std::string::npos);
}

TEST_CASE("an old container stays for the whole of its time, whenever in a second that begins") {
    Scene scene;
    scene.deploy();
    const auto before = scene.serving();
    scene.clock.sleep_for(990ms - scene.clock.wall() % 1000ms, {});
    scene.deploy();
    scene.clock.sleep_for(59s + 800ms, {});
    deploy::carry_out_retirements(scene.world());
    CHECK(scene.engine.find(before.at("web.1"))->running);
}

TEST_CASE("one that ignores its signal is killed after its stop timeout, and a deploy does not wait for it") {
    Scene scene;
    dokku::Properties(scene.world().environment, "ps").set("app", "stop-timeout-seconds", "20");
    scene.engine.ignores_signals = [](const ModelEngine::Container&) { return true; };
    scene.deploy();
    const auto before = scene.serving();
    const auto began = scene.clock.elapsed();
    scene.deploy();
    CHECK(scene.clock.elapsed() - began < 5s);

    scene.let_retire(18s);
    CHECK(exists(scene, before.at("worker.1")));
    scene.let_retire(4s);
    CHECK_FALSE(exists(scene, before.at("worker.1")));
    CHECK(scene.output().find("worker.1 was killed after 20 s") != std::string::npos);
    CHECK(exists(scene, before.at("web.1")));
}

TEST_CASE("one that ends before its time goes at once, and the others are not asked about") {
    Scene scene;
    scene.deploy();
    const auto before = scene.serving();
    scene.deploy();
    scene.let_retire(5s);
    docker::Containers(scene.world().engine).kill(before.at("web.1"), "SIGTERM");
    const std::size_t calls = scene.engine.log().size();
    deploy::carry_out_retirements(scene.world());
    CHECK_FALSE(exists(scene, before.at("web.1")));
    CHECK(exists(scene, before.at("web.2")));
    CHECK(scene.output().find("app web.1 exited 0 before its time") != std::string::npos);
    const auto log = scene.engine.log();
    const auto is_about_another = [&](const std::string& call) {
        return call.find(before.at("web.2")) != std::string::npos;
    };
    CHECK(std::none_of(log.begin() + static_cast<std::ptrdiff_t>(calls), log.end(), is_about_another));
}

TEST_CASE("what is down and known by its name alone goes at once") {
    Scene scene;
    scene.deploy();
    docker::Containers(scene.world().engine).kill("app.web.2", "SIGTERM");
    deploy::RetirementRecords(scene.world().environment)
        .write({.app = "app",
                .container_id = "app.web.2",
                .label = "web.2",
                .due = scene.clock.epoch() + util::Seconds(10)});
    deploy::carry_out_retirements(scene.world());
    CHECK_FALSE(exists(scene, "app.web.2"));
    CHECK(records(scene) == 0);
}

TEST_CASE("the reaper carries out every retirement, and goes on looking after what is deployed") {
    Scene scene;
    scene.deploy();
    scene.deploy();

    SUBCASE("until nothing is left") {
        deploy::reap(scene.world());
        CHECK(scene.engine.containers().size() == 3);
        CHECK(records(scene) == 0);
    }
    SUBCASE("for as long as an app of ours is deployed") {
        dokku::Properties(scene.world().environment, "scheduler").set("app", "selected", "docker-api");
        scene.clock.plan(10min, [&] {
            CHECK(records(scene) == 0);
            dokku::Properties(scene.world().environment, "scheduler").set("app", "selected", "docker-local");
        });
        deploy::reap(scene.world());
        CHECK(scene.clock.elapsed() >= 10min);
        CHECK(scene.engine.containers().size() == 3);
    }
    SUBCASE("an app that a command is working on is looked at as soon as that has ended") {
        dokku::Properties(scene.world().environment, "scheduler").set("app", "selected", "docker-api");
        auto command = std::optional(deploy::AppLock::take(scene.world(), "app", "a deploy"));
        scene.engine.move("app.web.1", "172.17.0.99");
        scene.clock.plan(20s, [&] { command.reset(); });
        scene.clock.plan(23s, [&] {
            CHECK_NOTHROW(scene.serving());
            dokku::Properties(scene.world().environment, "scheduler").set("app", "selected", "docker-local");
        });
        deploy::reap(scene.world());
    }
    SUBCASE("a second one ends at once") {
        const auto lock = util::FileLock::try_take(scene.world().environment.data() / ".reaper.lock");
        deploy::reap(scene.world());
        CHECK(scene.engine.containers().size() == 5);
    }
}

TEST_CASE("what the Engine refuses keeps its record") {
    Scene scene;
    scene.deploy();
    scene.deploy();
    scene.clock.sleep_for(120s, {});
    scene.engine.fail_call(0, ModelEngine::Fault::refused);
    deploy::carry_out_retirements(scene.world());
    CHECK(records(scene) >= 1);
    scene.engine.heal();
    scene.let_retire();
    CHECK(scene.engine.containers().size() == 3);
}

TEST_CASE("a record that cannot be read is left alone") {
    Scene scene;
    scene.deploy();
    const auto directory = scene.world().environment.data() / ".retiring";
    util::write_file(directory / "garbage", "{");
    util::write_file(directory / "numbers", R"({"app": 1, "container_id": "numbers"})");
    util::write_file(directory / "another", R"({"app": "app", "container_id": "app.web.1"})");
    deploy::carry_out_retirements(scene.world());
    CHECK(records(scene) == 0);
    CHECK(deploy::RetirementRecords(scene.world().environment).complaints().size() == 3);
    CHECK(exists(scene, "app.web.1"));
}

TEST_CASE("a retirement of a newer program is left to it") {
    Scene scene;
    scene.deploy();
    const std::string old = scene.serving().at("web.1");
    scene.deploy();
    const deploy::RetirementRecords records(scene.world().environment);
    const util::Path file = scene.world().environment.data() / ".retiring" / old;
    std::string text = *util::read_file(file);
    text.replace(text.find("\"version\": 1"), 12, "\"version\": 2");
    util::write_file(file, text);

    scene.let_retire();

    CHECK(exists(scene, old));
    CHECK(records.contains(old));
    REQUIRE(records.complaints().size() == 1);
    CHECK(std::string(records.complaints()[0].what()).find("a newer version of this plugin") !=
          std::string::npos);
}

TEST_CASE("how long each kind of container stays is what property drain says") {
    Scene scene;
    const auto drain = [&](const char* value) {
        dokku::Properties(scene.world().environment, "scheduler-docker-api").set("app", "drain", value);
    };
    const auto deploy = [&] {
        scene.deploy();
        const auto before = scene.serving();
        scene.deploy();
        scene.let_retire(2s);
        return before;
    };
    SUBCASE("endpoint: web waits, workers go") {
        const auto before = deploy();
        CHECK(exists(scene, before.at("web.1")));
        CHECK_FALSE(exists(scene, before.at("worker.1")));
    }
    SUBCASE("timer: all wait") {
        drain("timer");
        const auto before = deploy();
        CHECK(exists(scene, before.at("web.1")));
        CHECK(exists(scene, before.at("worker.1")));
    }
    SUBCASE("signal: all are told at once, and those that end are gone") {
        drain("signal");
        scene.engine.ignores_signals = [](const ModelEngine::Container& container) {
            return container.name.find("web.2") != std::string::npos;
        };
        const auto before = deploy();
        CHECK_FALSE(exists(scene, before.at("web.1")));
        CHECK_FALSE(exists(scene, before.at("worker.1")));
        CHECK(exists(scene, before.at("web.2")));
        scene.let_retire();
        CHECK_FALSE(exists(scene, before.at("web.2")));
    }
    SUBCASE("connections: web stays for its time where nobody can see who is connected") {
        drain("connections");
        const auto before = deploy();
        scene.let_retire(20s);
        CHECK(exists(scene, before.at("web.1")));
        CHECK_FALSE(exists(scene, before.at("worker.1")));
        scene.let_retire();
        CHECK_FALSE(exists(scene, before.at("web.1")));
    }
}
