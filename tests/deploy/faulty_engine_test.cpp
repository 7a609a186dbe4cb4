#include "scene.hpp"

#include "deploy/stop.hpp"
#include "deploy/upkeep.hpp"
#include "dokku/properties.hpp"
#include "support/endurance.hpp"
#include "support/fault.hpp"

#include <doctest/doctest.h>

using scene::Scene;
using support::ModelEngine;
using Serving = std::map<std::string, std::string>;

namespace {

struct Kind {
    ModelEngine::Fault fault;
    const char* name;
};
constexpr Kind kinds[] = {{ModelEngine::Fault::refused, "refused"},
                          {ModelEngine::Fault::broken_off, "broken off"},
                          {ModelEngine::Fault::unanswered, "unanswered"},
                          {ModelEngine::Fault::gone, "not answered, nor any after it"}};

/// An app of ours whose release serves; its workers are stopped before their successors start.
void prepare(Scene& scene, bool workers_stop_first) {
    dokku::Properties(scene.world().environment, "scheduler").set("app", "selected", "docker-api");
    scene.triggers.answers("docker-args-process-deploy", "--restart=on-failure:10");
    if (workers_stop_first)
        dokku::Properties(scene.world().environment, "checks").set("app", "disabled", "worker");
    scene.deploy();
    scene.next_command();
}

/// `attempt` is called for each call that a deploy makes, with an Engine at which it
/// fails. The short form leaves most calls out where workers stop first.
template <typename Attempt>
void fail_each_call(const Kind& kind, bool workers_stop_first, Attempt attempt) {
    const std::size_t stride = workers_stop_first ? endurance::times(3, 1) : 1;
    std::size_t number = 0;
    for (bool reached = true; reached; number += stride) {
        Scene scene;
        prepare(scene, workers_stop_first);
        const Serving before = scene.serving();
        const support::Fault fault("call " + std::to_string(number) + " " + kind.name);
        scene.engine.fail_call(number, kind.fault);
        const std::string error = scene.try_to_deploy();
        reached = scene.engine.calls() > number;
        const std::string call = reached ? scene.engine.log()[number] : "none";
        CAPTURE(call);
        CAPTURE(error);
        scene.engine.heal();
        attempt(scene, before);
    }
    CHECK(number > 30);
}

/// One release, whole, under true addresses.
void check_complete(const Scene& scene, const Serving& before) {
    Serving now;
    CHECK_NOTHROW(now = scene.serving());
    CHECK(now.size() == 3);
    CHECK((now == before || !scene::share_a_container(now, before)));
}

void check_that_next_deploy_leaves_nothing(Scene& scene) {
    CHECK_FALSE(scene.has_journal());
    scene.deploy();
    scene.next_command();
    scene.check_nothing_left();
}

}

TEST_CASE(
    "whichever call of a deploy fails, one complete release serves, and the next command leaves nothing") {
    for (const Kind& kind : kinds)
        fail_each_call(kind, false, [](Scene& scene, const Serving& before) {
            check_complete(scene, before);
            scene.next_command();
            check_complete(scene, before);
            check_that_next_deploy_leaves_nothing(scene);
        });
}

TEST_CASE(
    "the same where the old workers stop first: what was not brought back at once is by the next command") {
    for (const Kind& kind : kinds)
        fail_each_call(kind, true, [](Scene& scene, const Serving& before) {
            scene.next_command();
            check_complete(scene, before);
            check_that_next_deploy_leaves_nothing(scene);
        });
}

TEST_CASE(
    "the Engine ends at any call of a deploy and begins anew: the next command makes one release serve") {
    for (const bool workers_stop_first : {false, true})
        fail_each_call(kinds[3], workers_stop_first, [](Scene& scene, const Serving& before) {
            scene.engine.restart();
            scene.next_command();
            check_complete(scene, before);
            check_that_next_deploy_leaves_nothing(scene);
        });
}
