#include "deploy/healing.hpp"

#include "deploy/stop.hpp"
#include "deploy/upkeep.hpp"
#include "dokku/properties.hpp"
#include "scene.hpp"

#include <doctest/doctest.h>

using scene::Scene;

namespace {

std::string address_of(Scene& scene, const char* type) {
    return dokku::AppState(scene.world().environment, "app").read().at({type, 1}).ip_address;
}

void select(Scene& scene, const char* scheduler) {
    dokku::Properties(scene.world().environment, "scheduler").set("app", "selected", scheduler);
}

}

TEST_CASE("a container that moved is found again, and the proxy is told") {
    Scene scene;
    select(scene, "docker-api");
    scene.deploy();
    scene.engine.move("app.web.1", "172.17.0.99");

    deploy::put_all_right(scene.world());

    CHECK(address_of(scene, "web") == "172.17.0.99");
    CHECK(scene.triggers.calls("proxy-build-config").size() == 1);
    deploy::put_all_right(scene.world());
    CHECK(scene.triggers.calls("proxy-build-config").size() == 1);
}

TEST_CASE("a proxy that could not be told is told by the next command") {
    Scene scene;
    select(scene, "docker-api");
    scene.deploy();
    scene.engine.move("app.web.1", "172.17.0.99");
    scene.triggers.fails("proxy-build-config", 1, "nginx: no");
    deploy::put_all_right(scene.world());
    scene.triggers.answers("proxy-build-config", "");
    const auto before = scene.triggers.calls("proxy-build-config").size();
    deploy::put_all_right(scene.world());
    deploy::put_all_right(scene.world());
    CHECK(scene.triggers.calls("proxy-build-config").size() == before + 1);
}

TEST_CASE("an app of another scheduler is left alone") {
    Scene scene;
    select(scene, "docker-local");
    scene.deploy();
    const std::string before = address_of(scene, "web");
    scene.engine.move("app.web.1", "172.17.0.99");
    deploy::put_all_right(scene.world());
    CHECK(address_of(scene, "web") == before);
}

TEST_CASE("a container that does not run keeps the address it had") {
    Scene scene;
    scene.deploy();
    const std::string before = address_of(scene, "worker");
    docker::Request stop{.method = "POST", .target = "/v1.41/containers/app.worker.1/stop"};
    scene.engine.round_trip(stop, {});
    deploy::refresh_addresses(scene.world(), "app");
    CHECK(address_of(scene, "worker") == before);
}

TEST_CASE("containers that a restart of the Engine left down run again, at their new addresses") {
    Scene scene;
    select(scene, "docker-api");
    scene.triggers.answers("docker-args-process-deploy", "--restart=on-failure:10");
    scene.deploy();
    const auto before = scene.serving();

    SUBCASE("they are started by the upkeep") {
        scene.engine.restart();
        CHECK_THROWS(scene.serving());
        deploy::put_all_right(scene.world());
        CHECK(scene.serving() == before);
        CHECK(scene.triggers.calls("proxy-build-config").size() == 1);
    }
    SUBCASE("they are started by a deploy, which may fail") {
        scene.engine.restart();
        scene.triggers.fails("check-deploy", 1, "no");
        CHECK(scene.try_to_deploy().find("VETOED") != std::string::npos);
        CHECK(scene.serving() == before);
    }
    SUBCASE("one that ended before that of itself stays down") {
        docker::Request stop{.method = "POST", .target = "/v1.41/containers/app.worker.1/stop"};
        scene.engine.round_trip(stop, {});
        deploy::put_all_right(scene.world());
        CHECK_FALSE(scene.engine.find("app.worker.1")->running);
    }
    SUBCASE("an app that was stopped stays stopped") {
        deploy::stop_app(scene.world(), "app", deploy::Removal::no);
        scene.engine.restart();
        deploy::put_all_right(scene.world());
        CHECK_FALSE(scene.engine.find("app.web.1")->running);
    }
}

TEST_CASE(
    "a deploy that was killed in the switch is finished after a restart of the Engine, with addresses "
    "that are true") {
    Scene scene;
    select(scene, "docker-api");
    scene.triggers.answers("docker-args-process-deploy", "--restart=on-failure:10");
    scene.deploy();
    const auto before = scene.serving();
    scene.triggers.does("core-post-deploy", [&](const support::TriggerCall&) -> dokku::TriggerResult {
        throw std::runtime_error("killed here");
    });
    CHECK(scene.try_to_deploy() == "killed here");
    scene.triggers.answers("core-post-deploy", "");
    scene.engine.restart();

    deploy::put_all_right(scene.world());

    CHECK(scene.serving() != before);
    CHECK(scene.serving().size() == 3);
}
