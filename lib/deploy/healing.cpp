#include "deploy/healing.hpp"

#include "deploy/addresses.hpp"
#include "docker/containers.hpp"
#include "docker/networks.hpp"
#include "dokku/app_state.hpp"
#include "util/error.hpp"
#include "util/file.hpp"

namespace deploy {

namespace {

using Placements = std::map<dokku::Replica, dokku::Placement>;

/// Made anew whenever the Engine begins, unless containers outlived it.
constexpr const char* engines_own_network = "bridge";

/// A container that the state files name.
struct Serving {
    dokku::Replica replica;
    dokku::Placement placement;
    docker::Container container;
};

std::vector<Serving> find_serving(const World& world, const std::string& app) {
    std::vector<Serving> serving;
    for (const auto& [replica, placement] : dokku::AppState(world.environment, app).read())
        if (auto container = docker::Containers(world.engine).find(placement.container_id, world.stop))
            serving.push_back({replica, placement, *std::move(container)});
    return serving;
}

/// Those whose address is another one now, with it.
Placements find_moved(const World& world, const std::string& app, const std::vector<Serving>& serving) {
    Placements moved;
    for (const auto& [replica, placement, container] : serving) {
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

bool start_again(const World& world, const std::string& app, Serving& serving) {
    const std::string label = app + " " + dokku::to_string(serving.replica);
    docker::Containers containers(world.engine);
    try {
        containers.start(serving.container.id, world.stop);
        world.log.verbose("Started " + label + " again, which a restart of the Engine had left down");
        serving.container = containers.inspect(serving.container.id, world.stop);
        return true;
    } catch (const docker::ApiError& error) {
        world.log.warn("Cannot start " + label + " again: " + error.message());
        return false;
    }
}

bool start_those_left_down(const World& world, const std::string& app, std::vector<Serving>& serving) {
    std::optional<util::Timestamp> engine_began;
    bool started = false;
    for (Serving& one : serving) {
        if (one.container.state.running) continue;
        if (!engine_began)
            engine_began = docker::Networks(world.engine).created(engines_own_network, world.stop);
        if (was_left_down(one.container, engine_began)) started = start_again(world, app, one) || started;
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
    write(world, app, find_moved(world, app, find_serving(world, app)));
}

void heal(const World& world, const std::string& app) {
    // Outlives a kill between the new addresses and the proxy's learning of them.
    const util::Path untold = world.environment.data(app) / "proxy-untold";
    std::vector<Serving> serving = find_serving(world, app);
    const bool started = start_those_left_down(world, app, serving);
    const Placements moved = find_moved(world, app, serving);
    if (started || !moved.empty()) util::write_file(untold, "");
    write(world, app, moved);
    if (util::read_file(untold)) tell_proxy(world, app, untold);
}

}
