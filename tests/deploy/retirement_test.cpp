#include "scene.hpp"

#include "deploy/reaper.hpp"
#include "deploy/retirement.hpp"

#include <doctest/doctest.h>

using scene::Scene;

TEST_CASE("a retirement is carried out when its time has come, not before") {
    Scene scene;
    scene.deploy();
    const auto before = scene.serving();
    scene.deploy();
    REQUIRE(scene.engine.find(before.at("web.1"))->policy == "no");

    scene.clock.sleep_for(std::chrono::seconds(59), {});
    deploy::carry_out_retirements(scene.world(), deploy::Which::due);
    CHECK(scene.engine.find(before.at("web.1")).has_value());

    scene.clock.sleep_for(std::chrono::seconds(2), {});
    deploy::carry_out_retirements(scene.world(), deploy::Which::due);
    CHECK_FALSE(scene.engine.find(before.at("web.1")).has_value());
    CHECK(scene.output().find("web.1 exited 0") != std::string::npos);
}

TEST_CASE("the reaper waits for every due time and ends") {
    Scene scene;
    scene.deploy();
    scene.deploy();
    deploy::reap(scene.world());
    CHECK(scene.engine.containers().size() == 3);
    CHECK(deploy::RetirementRecords(scene.world().environment).all().empty());
}

TEST_CASE("a container that cannot be removed keeps its record") {
    Scene scene;
    scene.deploy();
    scene.deploy();
    scene.engine.fail_call(0, support::ModelEngine::Fault::refused);
    deploy::carry_out_retirements(scene.world(), deploy::Which::all);
    CHECK(deploy::RetirementRecords(scene.world().environment).all().size() == 1);
    scene.engine.heal();
    deploy::carry_out_retirements(scene.world(), deploy::Which::all);
    CHECK(scene.engine.containers().size() == 3);
}

TEST_CASE("a record that cannot be read is left alone") {
    Scene scene;
    scene.deploy();
    const deploy::RetirementRecords records(scene.world().environment);
    util::write_file(scene.world().environment.data() / ".retiring" / "garbage", "{");
    deploy::carry_out_retirements(scene.world(), deploy::Which::all);
    CHECK(records.all().empty());
    CHECK(records.complaints().size() == 1);
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

    deploy::carry_out_retirements(scene.world(), deploy::Which::all);

    CHECK(scene.engine.find(old).has_value());
    CHECK(records.contains(old));
    REQUIRE(records.complaints().size() == 1);
    CHECK(records.complaints()[0].find("a newer version of this plugin") != std::string::npos);
}
