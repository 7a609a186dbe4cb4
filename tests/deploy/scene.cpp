#include "scene.hpp"

#include "deploy/journal.hpp"
#include "deploy/retirement.hpp"
#include "deploy/upkeep.hpp"
#include "dokku/properties.hpp"
#include "util/error.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <stdexcept>

namespace scene {

namespace {

dokku::Environment environment_in(const util::Path& directory) {
    dokku::Environment environment;
    environment.apps_root = directory / "apps";
    environment.lib_root = directory / "lib";
    environment.process_id = "1";
    return environment;
}

}

Scene::Scene()
    : log_([this](std::string_view text) { out_ += text; }, [this](std::string_view text) { out_ += text; }),
      client_(engine),
      world_{environment_in(directory_.path()), client_, triggers, clock, log_, {}} {
    util::make_directory(world_.environment.app_directory("app"));
    dokku::Properties(world_.environment, "checks").set("app", "skipped", "_all_");
    dokku::Properties(world_.environment, "scheduler-docker-api").set("app", "log-lines", "0");
    scale("web=2\nworker=1");
    triggers.does("core-post-deploy", [this](const support::TriggerCall&) {
        deploy::JournalFile(world_.environment, "app").note_plugins_told();
        return dokku::TriggerResult{};
    });
}

void Scene::let_retire(util::Seconds longest) {
    const util::Steady end = clock.now() + longest;
    while (clock.now() < end && deploy::next_retirement(world_)) {
        deploy::carry_out_retirements(world_);
        clock.sleep_for(std::chrono::milliseconds(500), {});
    }
}

std::string Scene::try_to_deploy() {
    try {
        deploy();
        return {};
    } catch (const std::exception& error) {
        return util::full_message(error);
    }
}

std::map<std::string, std::string> Scene::serving() const {
    std::map<std::string, std::string> ids;
    for (const auto& [replica, placement] : dokku::AppState(world_.environment, "app").read()) {
        const std::string label = dokku::to_string(replica);
        const auto container = engine.find(placement.container_id);
        if (!container) throw std::runtime_error(label + " does not exist");
        if (!container->running) throw std::runtime_error(label + " does not run");
        if (container->address != placement.ip_address)
            throw std::runtime_error(label + " has another address");
        ids[label] = container->id;
    }
    return ids;
}

bool Scene::has_journal() const { return deploy::JournalFile(world_.environment, "app").exists(); }

void Scene::next_command() {
    deploy::put_all_right(world_);
    let_retire();
}

void Scene::check_nothing_left() {
    const auto now = serving();
    CHECK(engine.containers().size() == now.size());
    CHECK_FALSE(has_journal());
    CHECK(deploy::RetirementRecords(world_.environment).all().empty());
    for (const auto& [label, id] : now) CHECK(engine.find(id)->name == "app." + label);
}

bool share_a_container(const std::map<std::string, std::string>& a,
                       const std::map<std::string, std::string>& b) {
    return std::any_of(a.begin(), a.end(), [&](const auto& entry) {
        return std::any_of(b.begin(), b.end(),
                           [&](const auto& other) { return other.second == entry.second; });
    });
}

}
