#include "scene.hpp"

#include "deploy/retirement.hpp"
#include "deploy/stop.hpp"
#include "dokku/properties.hpp"
#include "util/text.hpp"

#include <doctest/doctest.h>

using scene::Scene;
using support::ModelEngine;

TEST_CASE("a first deploy starts every container under its name, with its restart policy") {
    Scene scene;
    scene.triggers.answers("docker-args-process-deploy", "--restart=on-failure:10");
    scene.deploy();

    const auto serving = scene.serving();
    CHECK(serving.size() == 3);
    CHECK(scene.engine.find("app.web.2")->id == serving.at("web.2"));
    CHECK(scene.engine.find("app.worker.1")->policy == "on-failure");
    CHECK(scene.triggers.called("post-deploy"));
    scene.check_nothing_left();
}

TEST_CASE("a second deploy replaces every container; the old web waits, the old worker goes at once") {
    Scene scene;
    scene.deploy();
    const auto before = scene.serving();
    scene.deploy();

    CHECK_FALSE(scene::share_a_container(before, scene.serving()));
    CHECK(scene.engine.find(before.at("web.1"))->running);
    CHECK_FALSE(scene.engine.find(before.at("worker.1")).has_value());
    scene.next_command();
    scene.check_nothing_left();
}

TEST_CASE("a deploy of one type leaves the others alone") {
    Scene scene;
    scene.deploy();
    const auto before = scene.serving();
    scene.deploy("worker");
    CHECK(scene.serving().at("web.1") == before.at("web.1"));
    CHECK(scene.serving().at("worker.1") != before.at("worker.1"));
}

TEST_CASE("scaled-down replicas and types that are gone lose their state files and containers") {
    Scene scene;
    scene.deploy();
    scene.scale("web=1");
    scene.deploy();
    CHECK(scene.serving().size() == 1);
    scene.next_command();
    scene.check_nothing_left();
}

TEST_CASE("a container that exits fails the deploy, and the old release serves on") {
    Scene scene;
    scene.deploy();
    const auto before = scene.serving();
    scene.engine.exits_at_start = [](const ModelEngine::Container& container) -> std::optional<int> {
        if (container.name.find(".worker.") != std::string::npos) return 3;
        return {};
    };
    CHECK(scene.try_to_deploy().find("worker.1 EXITED") != std::string::npos);
    CHECK(scene.serving() == before);
    CHECK(scene.output().find("EXITED") != std::string::npos);

    SUBCASE("the failed container is kept for inspection until the next deploy") {
        CHECK(scene.engine.containers().size() == 4);
        scene.engine.exits_at_start = nullptr;
        scene.deploy();
        scene.next_command();
        scene.check_nothing_left();
    }
}

TEST_CASE("a container that was accepted and ends before the switch fails the deploy") {
    Scene scene;
    scene.deploy();
    const auto before = scene.serving();
    const auto new_worker = [&](const ModelEngine::Container& container) -> std::optional<int> {
        if (container.name.starts_with("app.worker.1") && container.id != before.at("worker.1")) return 3;
        return {};
    };
    SUBCASE("when its name is given") { scene.engine.exits_at_rename = new_worker; }
    SUBCASE("before its restart policy is set, which the Engine refuses then") {
        scene.engine.exits_before_update = new_worker;
    }
    CHECK(scene.try_to_deploy().find("worker.1 EXITED") != std::string::npos);
    scene.engine.exits_at_rename = scene.engine.exits_before_update = nullptr;
    CHECK(scene.serving() == before);
    CHECK_FALSE(scene.triggers.called("proxy-build-config"));
    scene.deploy();
    scene.next_command();
    scene.check_nothing_left();
}

TEST_CASE("a plugin that fails before ours undoes the switch") {
    Scene scene;
    scene.deploy();
    const auto before = scene.serving();
    scene.triggers.fails("core-post-deploy", 1, "nginx: no");
    CHECK(scene.try_to_deploy().find("undone") != std::string::npos);
    CHECK(scene.serving() == before);
    CHECK(scene.triggers.called("proxy-build-config"));
    scene.check_nothing_left();

    SUBCASE("and when the proxy cannot be told, both releases stay up") {
        scene.triggers.fails("proxy-build-config", 1, "nginx: no");
        CHECK(scene.try_to_deploy().find("proxy:build-config app") != std::string::npos);
        CHECK(scene.engine.containers().size() == 6);
        scene.triggers.answers("proxy-build-config", "");
        scene.next_command();
        scene.check_nothing_left();
    }
}

TEST_CASE("a plugin that fails behind ours leaves the new release serving and is reported") {
    Scene scene;
    scene.deploy();
    const auto before = scene.serving();
    scene.triggers.does("core-post-deploy", [&](const support::TriggerCall&) {
        deploy::JournalFile(scene.world().environment, "app").note_plugins_told();
        return dokku::TriggerResult{.status = 1};
    });
    CHECK(scene.try_to_deploy().find("the new release serves") != std::string::npos);
    CHECK_FALSE(scene::share_a_container(before, scene.serving()));
}

TEST_CASE("a plugin that refuses a container fails the deploy") {
    Scene scene;
    scene.deploy();
    const auto before = scene.serving();
    scene.triggers.fails("check-deploy", 1, "not on a Friday");
    CHECK(scene.try_to_deploy().find("VETOED") != std::string::npos);
    CHECK(scene.output().find("not on a Friday") != std::string::npos);
    CHECK(scene.serving() == before);
}

TEST_CASE("types whose checks are disabled are stopped first, and come back when the new one fails") {
    Scene scene;
    dokku::Properties(scene.world().environment, "checks").set("app", "skipped", "web");
    dokku::Properties(scene.world().environment, "checks").set("app", "disabled", "worker");
    scene.deploy();
    const auto before = scene.serving();
    bool old_was_stopped = false;
    scene.engine.exits_at_start = [&](const ModelEngine::Container& container) -> std::optional<int> {
        if (container.name.find(".worker.1.upcoming") == std::string::npos) return {};
        old_was_stopped = true;
        return 1;
    };
    CHECK(scene.try_to_deploy().find("worker.1 EXITED") != std::string::npos);
    CHECK(old_was_stopped);
    CHECK(scene.serving() == before);

    scene.engine.exits_at_start = nullptr;
    scene.deploy();
    scene.next_command();
    scene.check_nothing_left();
}

TEST_CASE("stopping with removal leaves no container and no record") {
    Scene scene;
    scene.deploy();
    scene.deploy();
    deploy::stop_app(scene.world(), "app", deploy::Removal::yes);
    CHECK(scene.engine.containers().empty());
    CHECK(deploy::RetirementRecords(scene.world().environment).all().empty());
}

TEST_CASE("each question is asked once: at most 14 + P + 5 (W + N) triggers a deploy") {
    Scene scene;
    scene.triggers.answers("procfile-exists", "");
    scene.deploy();
    const std::size_t first = scene.triggers.calls().size();
    scene.deploy();
    const std::size_t second = scene.triggers.calls().size() - first;
    CHECK(first <= 14 + 2 + 5 * 3);
    CHECK(second <= 14 + 2 + 5 * 3);
}
