#include "scene.hpp"

#include "deploy/history.hpp"
#include "util/text.hpp"

#include <doctest/doctest.h>

using scene::Scene;

namespace {

std::string history(Scene& scene) {
    return util::read_file(deploy::history_file(scene.world().environment, "app")).value_or("");
}

bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}

TEST_CASE("what a deploy said can be read afterwards") {
    Scene scene;
    scene.deploy();
    const std::string kept = history(scene);
    CHECK(util::lines(kept)[0].ends_with("=====> deploy"));
    CHECK(contains(kept, "-----> Deploying web (count=2)"));
}

TEST_CASE("so can why one failed") {
    Scene scene;
    scene.engine.fail_call(0, support::ModelEngine::Fault::refused);
    const std::string error = scene.try_to_deploy();
    REQUIRE_FALSE(error.empty());
    CHECK(contains(history(scene), util::lines(error)[0]));
}
