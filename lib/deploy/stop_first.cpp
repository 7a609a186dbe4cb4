#include "deploy/stop_first.hpp"

#include "deploy/stop_timeout.hpp"
#include "docker/containers.hpp"
#include "dokku/app_state.hpp"
#include "util/error.hpp"
#include "util/parallel.hpp"

#include <mutex>

namespace deploy {

namespace {

/// The id under which it runs again.
std::string start_again(const World& world, const Incumbent& old,
                        const std::map<std::string, std::string>& documents) {
    docker::Containers containers(world.engine);
    std::string id = old.id;
    const auto found = containers.find(id);
    if (!found) {
        const auto document = documents.find(id);
        if (document == documents.end())
            throw util::Error(old.label +
                              " was stopped for its successor and removed by somebody; deploy again");
        id = containers.create_again(document->second, old.name);
    }
    containers.set_restart_policy(id, old.restart_policy);
    if (!found || !found->state.running) containers.start(id);
    return id;
}

void update_address(const World& world, const std::string& app, const std::string& old_id,
                    const std::string& new_id) {
    const dokku::AppState state(world.environment, app);
    for (auto [replica, placement] : state.read()) {
        if (placement.container_id != old_id) continue;
        const auto container = docker::Containers(world.engine).inspect(new_id);
        placement.container_id = new_id;
        if (container.network_mode != "host") placement.ip_address = container.ip_address();
        state.write(replica, placement);
    }
}

}

std::map<std::string, std::string> note_before_stop(const World& world,
                                                    const std::vector<Incumbent*>& incumbents) {
    std::map<std::string, std::string> documents;
    std::mutex mutex;
    util::parallel(incumbents.size(), calls_at_once, world.stop,
                   [&](std::size_t i, const std::stop_token& stop) {
                       Incumbent& old = *incumbents[i];
                       auto found = docker::Containers(world.engine).find(old.id, stop);
                       if (!found) return;
                       old.stopped_first = true;
                       old.restart_policy = found->restart_policy;
                       old.stop_timeout = stop_timeout(old.stop_timeout, *found, old.usual_stop_timeout);
                       const std::lock_guard guard(mutex);
                       documents[old.id] = std::move(found->document);
                   });
    return documents;
}

void stop_before_successors(const World& world, const std::vector<Incumbent>& incumbents) {
    util::parallel(incumbents.size(), stops_at_once, {}, [&](std::size_t i, const std::stop_token&) {
        docker::Containers containers(world.engine);
        const Incumbent& old = incumbents[i];
        world.log.verbose("Stopping " + old.id.substr(0, 12) + " (" + old.label + ")");
        containers.forbid_restarts(old.id);
        containers.stop(old.id, old.stop_timeout);
    });
}

void bring_back(const World& world, const std::string& app, const std::vector<Incumbent>& incumbents,
                const std::map<std::string, std::string>& documents) {
    for (const Incumbent& old : incumbents) {
        if (!old.stopped_first) continue;
        world.log.verbose("Starting the previous " + old.label + " again");
        update_address(world, app, old.id, start_again(world, old, documents));
    }
}

}
