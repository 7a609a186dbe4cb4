#include "deploy/healing.hpp"

#include "deploy/app_lock.hpp"
#include "docker/containers.hpp"
#include "dokku/app_state.hpp"
#include "dokku/properties.hpp"
#include "util/error.hpp"

#include <algorithm>

namespace deploy {

namespace {

/// Host networking and static listeners have addresses of no container.
bool may_have_moved(const docker::Container& container, const std::string& known) {
    if (!container.state.running || known.empty() || container.network_mode == "host") return false;
    return std::none_of(container.networks.begin(), container.networks.end(),
                        [&](const docker::Attachment& network) { return network.ip_address == known; });
}

std::string network_of(const World& world, const std::string& app) {
    return dokku::Properties(world.environment, "network").get_or_global(app, "initial-network").value_or("");
}

void heal(const World& world, const std::string& app) {
    const auto lock = AppLock::try_take(world, app, "recovery");
    if (!lock || !refresh_addresses(world, app)) return;
    world.log.header("Containers of " + app + " have moved, telling the proxy");
    world.triggers.show("proxy-build-config", {app});
}

}

bool refresh_addresses(const World& world, const std::string& app) {
    const dokku::AppState state(world.environment, app);
    bool moved = false;
    for (auto [replica, placement] : state.read()) {
        const auto container = docker::Containers(world.engine).find(placement.container_id, world.stop);
        if (!container || !may_have_moved(*container, placement.ip_address)) continue;
        const std::string address = container->ip_address(network_of(world, app));
        if (address.empty()) continue;
        placement.ip_address = address;
        state.write(replica, placement);
        moved = true;
    }
    return moved;
}

void heal_all(const World& world) {
    for (const std::string& app : dokku::apps_of_ours(world.environment)) {
        if (dokku::AppState(world.environment, app).read().empty()) continue;
        try {
            heal(world, app);
        } catch (const util::Error& error) {
            world.log.warn("The addresses of " + app +
                           " could not be looked at: " + util::full_message(error));
        }
    }
}

}
