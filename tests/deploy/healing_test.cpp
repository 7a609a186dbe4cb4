#include "deploy/healing.hpp"

#include "dokku/properties.hpp"
#include "scene.hpp"

#include <doctest/doctest.h>

using scene::Scene;

namespace {

std::string address_of(Scene& scene, const char* type) {
    return dokku::AppState(scene.world().environment, "app").read().at({type, 1}).ip_address;
}

}

TEST_CASE("a container that moved is found again, and the proxy is told") {
    Scene scene;
    dokku::Properties(scene.world().environment, "scheduler").set("app", "selected", "docker-api");
    scene.deploy();
    scene.engine.move("app.web.1", "172.17.0.99");

    deploy::heal_all(scene.world());

    CHECK(address_of(scene, "web") == "172.17.0.99");
    CHECK(scene.triggers.calls("proxy-build-config").size() == 1);
    deploy::heal_all(scene.world());
    CHECK(scene.triggers.calls("proxy-build-config").size() == 1);
}

TEST_CASE("an app of another scheduler is left alone") {
    Scene scene;
    dokku::Properties(scene.world().environment, "scheduler").set("app", "selected", "docker-local");
    scene.deploy();
    const std::string before = address_of(scene, "web");
    scene.engine.move("app.web.1", "172.17.0.99");
    deploy::heal_all(scene.world());
    CHECK(address_of(scene, "web") == before);
}

TEST_CASE("a container that does not run keeps the address it had") {
    Scene scene;
    scene.deploy();
    const std::string before = address_of(scene, "worker");
    docker::Request stop{.method = "POST", .target = "/v1.41/containers/app.worker.1/stop"};
    scene.engine.round_trip(stop, {});
    CHECK_FALSE(deploy::refresh_addresses(scene.world(), "app"));
    CHECK(address_of(scene, "worker") == before);
}
