#include "session/run_concurrency.hpp"

#include "docker/containers.hpp"
#include "dokku/labels.hpp"
#include "session/run_containers.hpp"
#include "session/run_stop.hpp"
#include "util/error.hpp"

namespace session {

namespace {

/// Longer than a stop timeout of the one before us usually is.
constexpr util::Milliseconds lock_patience = std::chrono::minutes(5);

util::FileLock take_turn(const deploy::World& world, const std::string& app) {
    auto lock = util::FileLock::take(world.environment.data(app) / "cron.lock", lock_patience, world.stop);
    if (!lock) throw util::Error("another cron task of " + app + " has been starting for 5 minutes");
    return std::move(*lock);
}

}

std::optional<util::FileLock> make_way(const deploy::World& world, const RunRequest& request) {
    if (request.cron_id.empty() || request.concurrency == Concurrency::allow) return {};
    util::FileLock turn = take_turn(world, request.app);
    docker::Containers containers(world.engine);
    const docker::Labels labels{{dokku::label_app, request.app}, {label_cron_id, request.cron_id}};
    for (const auto& container : containers.list(labels, world.stop)) {
        if (container.state != "running") continue;
        if (request.concurrency == Concurrency::forbid)
            throw util::Error(request.app + " currently has a cron lock in place for " + request.cron_id +
                              ". Exiting...");
        world.log.warn("Replacing running container for " + request.cron_id);
        stop_run(world, request.app, container.id);
        containers.remove(container.id, docker::Containers::Force::yes);
    }
    return turn;
}

}
