#include "deploy/healing.hpp"

#include "deploy/addresses.hpp"
#include "docker/containers.hpp"
#include "docker/networks.hpp"
#include "dokku/app_state.hpp"
#include "util/error.hpp"
#include "util/file.hpp"

#include <map>

namespace deploy {

namespace {

using Placements = std::map<dokku::Replica, dokku::Placement>;

/// Made anew whenever the Engine begins, unless containers outlived it.
constexpr const char* engines_own_network = "bridge";

/// A container that the state files name, and which may be down or elsewhere.
struct Suspect {
    dokku::Replica replica;
    dokku::Placement placement;
    docker::Container container;
};

bool is_up_where_noted(const docker::ContainerSummary& listed, const dokku::Placement& placement) {
    return listed.state == "running" &&
           (placement.ip_address.empty() || listed.owns_address(placement.ip_address));
}

/// Of nearly all of them the list tells that nothing is wrong.
std::vector<Suspect> find_suspects(const World& world, const Inventory& inventory) {
    std::map<std::string, const docker::ContainerSummary*> listed;
    for (const auto& container : inventory.containers) listed.emplace(container.id, &container);
    docker::Containers containers(world.engine);
    std::vector<Suspect> suspects;
    for (const auto& [replica, placement] : dokku::AppState::placements(inventory.state_files)) {
        const auto found = listed.find(placement.container_id);
        if (found != listed.end() && is_up_where_noted(*found->second, placement)) continue;
        if (auto container = containers.find(placement.container_id, world.stop))
            suspects.push_back({replica, placement, *std::move(container)});
    }
    return suspects;
}

/// Those whose address is another one now, with it.
Placements find_moved(const World& world, const std::string& app, const std::vector<Suspect>& suspects) {
    Placements moved;
    for (const auto& [replica, placement, container] : suspects) {
        const std::string address = present_address(world, app, container, placement.ip_address);
        if (address != placement.ip_address)
            moved[replica] = {placement.container_id, address, placement.port};
    }
    return moved;
}

void write(const World& world, const std::string& app, const Placements& placements) {
    const dokku::AppState state(world.environment, app);
    for (const auto& [replica, placement] : placements) state.write(replica, placement);
}

bool was_left_down(const docker::Container& container, const std::optional<util::Timestamp>& engine_began) {
    if (container.state.status != "exited" || container.restart_policy.name == "no" ||
        container.restart_policy.name.empty())
        return false;
    const auto ended = util::parse_timestamp(container.state.finished_at);
    return ended && engine_began && *ended < *engine_began;
}

bool start_again(const World& world, const std::string& app, Suspect& suspect) {
    const std::string label = app + " " + dokku::to_string(suspect.replica);
    docker::Containers containers(world.engine);
    try {
        containers.start(suspect.container.id, world.stop);
        world.log.verbose("Started " + label + " again, which a restart of the Engine had left down");
        suspect.container = containers.inspect(suspect.container.id, world.stop);
        return true;
    } catch (const docker::ApiError& error) {
        world.log.warn("Cannot start " + label + " again: " + error.message());
        return false;
    }
}

bool start_those_left_down(const World& world, const std::string& app, std::vector<Suspect>& suspects) {
    std::optional<util::Timestamp> engine_began;
    bool started = false;
    for (Suspect& suspect : suspects) {
        if (suspect.container.state.running) continue;
        if (!engine_began)
            engine_began = docker::Networks(world.engine).created(engines_own_network, world.stop);
        if (was_left_down(suspect.container, engine_began))
            started = start_again(world, app, suspect) || started;
    }
    return started;
}

void tell_proxy(const World& world, const std::string& app, const util::Path& untold) {
    world.log.header("Containers of " + app + " have moved, telling the proxy");
    if (world.triggers.show("proxy-build-config", {app}).status == 0) util::remove_file(untold);
    else world.log.warn("The proxy of " + app + " could not be told; the next command tries again");
}

}

void refresh_addresses(const World& world, const std::string& app) {
    if (dokku::AppState(world.environment, app).is_empty()) return;
    write(world, app, find_moved(world, app, find_suspects(world, take_inventory(world, app))));
}

Inventory heal(const World& world, const std::string& app) {
    // Outlives a kill between the new addresses and the proxy's learning of them.
    const util::Path untold = world.environment.data(app) / "proxy-untold";
    Inventory inventory = take_inventory(world, app);
    std::vector<Suspect> suspects = find_suspects(world, inventory);
    const bool started = start_those_left_down(world, app, suspects);
    const Placements moved = find_moved(world, app, suspects);
    const bool changed = started || !moved.empty();
    if (changed) util::write_file(untold, "");
    write(world, app, moved);
    if (util::read_file(untold)) tell_proxy(world, app, untold);
    if (changed) inventory = take_inventory(world, app);
    return inventory;
}

}
