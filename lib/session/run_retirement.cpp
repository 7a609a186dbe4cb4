#include "session/run_retirement.hpp"

#include "docker/containers.hpp"
#include "dokku/labels.hpp"
#include "dokku/names.hpp"
#include "dokku/properties.hpp"
#include "session/run_containers.hpp"
#include "session/run_stop.hpp"
#include "util/text.hpp"
#include "util/timestamp.hpp"

#include <limits>

namespace session {

namespace {

constexpr std::size_t short_id = 12;

bool is_overdue(const deploy::World& world, const docker::Container& container) {
    constexpr auto for_ever = std::numeric_limits<std::int64_t>::max();
    const auto limit = util::parse_number(docker::label_of(container.labels, label_deadline), 0, for_ever);
    const auto started = util::parse_timestamp(container.state.started_at);
    if (!limit || !started || !container.state.running) return false;
    const auto since = std::chrono::duration_cast<util::Seconds>(started->time_since_epoch());
    return (world.clock.epoch() - since).count() > *limit;
}

/// Without an app, containers of other schedulers' apps are left to them.
std::vector<docker::Container> overdue_runs(const deploy::World& world, const std::string& app) {
    docker::Containers containers(world.engine);
    std::vector<docker::Container> overdue;
    for (const char* type : {run_type, cron_type}) {
        docker::Labels labels{{dokku::label_container_type, type}};
        if (!app.empty()) labels[dokku::label_app] = app;
        for (const auto& listed : containers.list(labels, world.stop)) {
            const std::string owner = docker::label_of(listed.labels, dokku::label_app);
            if (!dokku::is_app_name(owner)) continue;
            if (app.empty() && !dokku::is_ours(world.environment, owner)) continue;
            auto container = containers.find(listed.id, world.stop);
            if (container && is_overdue(world, *container)) overdue.push_back(std::move(*container));
        }
    }
    return overdue;
}

bool retire_one(const deploy::World& world, const docker::Container& container) {
    const std::string id = container.id.substr(0, short_id);
    world.log.verbose("Retiring container " + id);
    try {
        stop_run(world, docker::label_of(container.labels, dokku::label_app), container.id);
        docker::Containers(world.engine).remove(container.id, docker::Containers::Force::yes);
        return true;
    } catch (const docker::ApiError& error) {
        world.log.warn("Unable to retire container " + id + ": " + error.message());
        return false;
    }
}

}

bool retire_runs(const deploy::World& world, const std::string& app) {
    // For all apps, docker-local has a hook of its own that says the same.
    if (!app.empty()) world.log.header("Retiring run and cron containers for app " + app);
    bool retired = true;
    for (const docker::Container& container : overdue_runs(world, app))
        retired = retire_one(world, container) && retired;
    return retired;
}

}
