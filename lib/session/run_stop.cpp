#include "session/run_stop.hpp"

#include "deploy/stop_timeout.hpp"
#include "docker/containers.hpp"
#include "dokku/labels.hpp"
#include "dokku/names.hpp"
#include "session/run_containers.hpp"
#include "util/error.hpp"
#include "util/text.hpp"

namespace session {

namespace {

constexpr std::size_t longest_shown_name = 200;

bool stop_and_tell(const deploy::World& world, const std::string& app, const docker::Container& container) {
    try {
        stop_run(world, app, container.id);
    } catch (const docker::ApiError& error) {
        world.log.warn("Unable to stop container " + container.name + ": " + error.message());
        return false;
    }
    world.log.plain(container.name);
    return true;
}

bool stop_one(const deploy::World& world, const std::string& app, const std::string& name) {
    const auto parts = parse_run_name(name);
    if (!parts || (!app.empty() && app != parts->app))
        throw util::Error("Invalid container name specified: " + util::shown(name, longest_shown_name));
    if (parts->type != run_type) throw util::Error("Specified container must be a run container");
    const auto container = docker::Containers(world.engine).find(name, world.stop);
    if (!container) {
        world.log.warn("Specified container does not exist");
        return true;
    }
    if (docker::label_of(container->labels, dokku::label_container_type) != run_type ||
        docker::label_of(container->labels, dokku::label_app) != parts->app)
        throw util::Error("Specified container must be a run container");
    return stop_and_tell(world, parts->app, *container);
}

bool stop_all(const deploy::World& world, const std::string& app) {
    bool stopped = true;
    int count = 0;
    docker::Containers containers(world.engine);
    for (const auto& listed : run_containers(world, app)) {
        const auto container = containers.find(listed.id, world.stop);
        if (!container || !container->state.running) continue;
        ++count;
        stopped = stop_and_tell(world, app, *container) && stopped;
    }
    if (count == 0 && !world.log.is_quiet()) world.log.plain("No run containers exist");
    return stopped;
}

}

void stop_run(const deploy::World& world, const std::string& app, const std::string& id) {
    docker::Containers containers(world.engine);
    const auto container = containers.find(id);
    if (!container || !container->state.running) return;
    const auto settings = dokku::load_settings(world.environment, app);
    containers.forbid_restarts(*container);
    containers.stop(id, deploy::stop_timeout(settings, *container));
}

bool stop_runs(const deploy::World& world, const std::string& app, const std::string& name) {
    if (app.empty() && name.empty()) throw util::Error("No container or app specified");
    return name.empty() ? stop_all(world, app) : stop_one(world, app, name);
}

}
