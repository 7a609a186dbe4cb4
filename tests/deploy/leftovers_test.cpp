#include "deploy/leftovers.hpp"

#include "scene.hpp"

#include <doctest/doctest.h>

using scene::Scene;

namespace {

/// The replaced container of web.1.
std::string retired_name(Scene& scene) {
    for (const auto& container : scene.engine.containers())
        if (container.name.starts_with("app.web.1.")) return container.name;
    return {};
}

void stop(Scene& scene, const std::string& name) {
    scene.engine.round_trip({.method = "POST", .target = "/v1.41/containers/" + name + "/stop"}, {});
}

}

TEST_CASE("before a restore, replaced containers that do not run are removed") {
    Scene scene;
    scene.deploy();
    scene.deploy();
    const std::string retired = retired_name(scene);
    REQUIRE_FALSE(retired.empty());

    SUBCASE("one that runs stays") {
        deploy::remove_leftovers(scene.world(), "app");
        CHECK(scene.engine.find(retired));
    }
    SUBCASE("one that was stopped goes") {
        stop(scene, retired);
        deploy::remove_leftovers(scene.world(), "app");
        CHECK_FALSE(scene.engine.find(retired));
        CHECK(scene.serving().size() == 3);
    }
    SUBCASE("what serves stays, stopped as it is") {
        stop(scene, "app.web.1");
        deploy::remove_leftovers(scene.world(), "app");
        CHECK(scene.engine.find("app.web.1"));
    }
    SUBCASE("those of another app stay") {
        stop(scene, retired);
        deploy::remove_leftovers(scene.world(), "app2");
        CHECK(scene.engine.find(retired));
    }
}
