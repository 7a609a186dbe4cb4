#include "scene.hpp"

#include "deploy/retirement.hpp"
#include "deploy/stop.hpp"
#include "deploy/upkeep.hpp"
#include "dokku/properties.hpp"
#include "util/text.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using scene::Scene;
using support::ModelEngine;

namespace {

bool has_journal(Scene& scene) {
    return std::filesystem::exists(scene.world().environment.data("app") / "journal.json");
}

/// Every container is one that serves; nothing waits.
void check_nothing_left(Scene& scene) {
    const auto serving = scene.serving();
    CHECK(scene.engine.containers().size() == serving.size());
    CHECK_FALSE(has_journal(scene));
    CHECK(deploy::RetirementRecords(scene.world().environment).all().empty());
    for (const auto& [label, id] : serving) CHECK(scene.engine.find(id)->name == "app." + label);
}

/// What the timer and the next command do.
void next_command(Scene& scene) {
    deploy::put_all_right(scene.world());
    scene.let_retire();
}

bool share_a_container(const std::map<std::string, std::string>& a,
                       const std::map<std::string, std::string>& b) {
    return std::any_of(a.begin(), a.end(), [&](const auto& entry) {
        return std::any_of(b.begin(), b.end(),
                           [&](const auto& other) { return other.second == entry.second; });
    });
}

}

TEST_CASE("a first deploy starts every container under its name, with its restart policy") {
    Scene scene;
    scene.triggers.answers("docker-args-process-deploy", "--restart=on-failure:10");
    scene.deploy();

    const auto serving = scene.serving();
    CHECK(serving.size() == 3);
    CHECK(scene.engine.find("app.web.2")->id == serving.at("web.2"));
    CHECK(scene.engine.find("app.worker.1")->policy == "on-failure");
    CHECK(scene.triggers.called("post-deploy"));
    check_nothing_left(scene);
}

TEST_CASE("a second deploy replaces every container; the old web waits, the old worker goes at once") {
    Scene scene;
    scene.deploy();
    const auto before = scene.serving();
    scene.deploy();

    CHECK_FALSE(share_a_container(before, scene.serving()));
    CHECK(scene.engine.find(before.at("web.1"))->running);
    CHECK_FALSE(scene.engine.find(before.at("worker.1")).has_value());
    next_command(scene);
    check_nothing_left(scene);
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
    next_command(scene);
    check_nothing_left(scene);
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
        next_command(scene);
        check_nothing_left(scene);
    }
}

TEST_CASE("a plugin that fails before ours undoes the switch") {
    Scene scene;
    scene.deploy();
    const auto before = scene.serving();
    scene.triggers.fails("core-post-deploy", 1, "nginx: no");
    CHECK(scene.try_to_deploy().find("undone") != std::string::npos);
    CHECK(scene.serving() == before);
    CHECK(scene.triggers.called("proxy-build-config"));
    check_nothing_left(scene);

    SUBCASE("and when the proxy cannot be told, both releases stay up") {
        scene.triggers.fails("proxy-build-config", 1, "nginx: no");
        CHECK(scene.try_to_deploy().find("proxy:build-config app") != std::string::npos);
        CHECK(scene.engine.containers().size() == 6);
        scene.triggers.answers("proxy-build-config", "");
        next_command(scene);
        check_nothing_left(scene);
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
    CHECK_FALSE(share_a_container(before, scene.serving()));
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
    next_command(scene);
    check_nothing_left(scene);
}

TEST_CASE("stopping with removal leaves no container and no record") {
    Scene scene;
    scene.deploy();
    scene.deploy();
    deploy::stop_app(scene.world(), "app", deploy::Removal::yes);
    CHECK(scene.engine.containers().empty());
    CHECK(deploy::RetirementRecords(scene.world().environment).all().empty());
}

TEST_CASE(
    "whichever call of a deploy fails, one complete release serves, and the next command leaves nothing") {
    for (const auto fault :
         {ModelEngine::Fault::refused, ModelEngine::Fault::broken_off, ModelEngine::Fault::unanswered}) {
        std::size_t number = 0;
        for (bool reached = true; reached; ++number) {
            Scene scene;
            scene.deploy();
            next_command(scene);
            const auto before = scene.serving();
            scene.engine.fail_call(number, fault);

            const std::string error = scene.try_to_deploy();

            reached = scene.engine.calls() > number;
            const auto log = scene.engine.log();
            const std::string call = reached ? log[number] : "none";
            CAPTURE(call);
            CAPTURE(error);
            CAPTURE(static_cast<int>(fault));
            scene.engine.heal();
            std::map<std::string, std::string> serving;
            CHECK_NOTHROW(serving = scene.serving());
            CHECK(serving.size() == 3);
            CHECK((serving == before || !share_a_container(serving, before)));
            next_command(scene);
            CHECK_NOTHROW(serving = scene.serving());
            CHECK(serving.size() == 3);
            CHECK_FALSE(has_journal(scene));
            scene.deploy();
            next_command(scene);
            check_nothing_left(scene);
        }
        CHECK(number > 30);
    }
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
