#pragma once

#include "deploy/deploy.hpp"
#include "deploy/world.hpp"
#include "dokku/app_state.hpp"
#include "support/fake_triggers.hpp"
#include "support/manual_clock.hpp"
#include "support/model_engine.hpp"
#include "util/file.hpp"

#include <memory>

namespace scene {

/// An app named "app" with 2 web and 1 worker on a host in memory; its checks
/// are skipped, so that a container has proven itself once it runs.
class Scene {
public:
    Scene();

    deploy::World& world() { return world_; }
    void deploy(const std::string& process_type = "") {
        deploy::run_deploy(world_, {.app = "app", .process_type = process_type});
    }
    /// Nothing when it succeeded, else the error.
    std::string try_to_deploy();
    /// What the reaper does until nothing waits; ends after so much time at the latest.
    void let_retire(util::Seconds longest = util::Seconds(300));
    void scale(const std::string& text) { triggers.answers("ps-current-scale", text); }

    /// The replicas that the state files name, each container existing, running
    /// and bearing its name. Throws std::runtime_error where that does not hold.
    std::map<std::string, std::string> serving() const;
    /// Whether a deploy was interrupted and neither finished nor undone.
    bool has_journal() const;
    /// What the timer and the next command do.
    void next_command();
    /// Every container is one that serves under its own name; nothing waits.
    void check_nothing_left();
    std::string output() const { return out_; }

    support::ModelEngine engine;
    support::FakeTriggers triggers;
    support::ManualClock clock;

private:
    util::TemporaryDirectory directory_;
    std::string out_;
    util::Log log_;
    docker::Client client_;
    deploy::World world_;
};

/// Whether any container serves in both.
bool share_a_container(const std::map<std::string, std::string>& a,
                       const std::map<std::string, std::string>& b);

}
