#pragma once

#include "deploy/journal.hpp"
#include "deploy/plan.hpp"
#include "deploy/world.hpp"
#include "health/exit_watch.hpp"
#include "health/main_process.hpp"
#include "health/verdict.hpp"
#include "util/parallel.hpp"

#include <atomic>
#include <functional>
#include <vector>

namespace deploy {

/// What became of one new container.
struct Outcome {
    dokku::Replica replica;
    std::string container_id{};
    health::Verdict verdict{};
    health::MainProcess process{};
};

/// What the containers of one rollout share while they come up.
struct Nursery {
    const World& world;
    const Plan& plan;
    health::ExitWatch& exits;
    util::Slots& starts;  ///< how many may be between creation and running
    /// Called from several threads as soon as a container exists, before it starts.
    std::function<void(const dokku::Replica&, const std::string& id)> created;
    /// Called from several threads when a container runs where the proxy can find it.
    std::function<void(const dokku::Replica&, const dokku::Placement&)> placed;
    std::atomic<std::int64_t> last_start{};  ///< steady-clock nanoseconds, for the time budget
};

/// Creates, starts and checks one container. A bad container is an Outcome; what
/// has nothing to do with it (the Engine gone, a trigger failing) throws.
Outcome bring_up(Nursery& nursery, const NewContainer& container, const std::stop_token& stop);

/// All of them side by side. Returns when each is healthy, or when one is not:
/// then the others are interrupted and only the bad outcomes are returned.
std::vector<Outcome> bring_up_all(Nursery& nursery, const std::vector<const NewContainer*>& containers);

}
