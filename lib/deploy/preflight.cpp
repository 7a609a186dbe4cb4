#include "deploy/preflight.hpp"

#include "docker/networks.hpp"
#include "util/error.hpp"
#include "util/text.hpp"

#include <filesystem>
#include <set>

namespace deploy {

namespace {

std::set<std::string> networks_of(const Plan& plan) {
    std::set<std::string> networks;
    for (const NewContainer& container : plan.create) {
        networks.insert(container.spec.network_mode);
        for (const auto& [name, endpoint] : container.spec.further_networks) networks.insert(name);
    }
    return networks;
}

bool is_built_in(const std::string& network) {
    return network.empty() || network == "default" || network == "bridge" || network == "host" ||
           network == "none" || network.starts_with("container:");
}

/// Nothing is known about a path that this user may not look at.
bool is_certainly_missing(const std::string& path) {
    std::error_code error;
    return !std::filesystem::exists(path, error) && !error;
}

}

void preflight(const World& world, const Plan& plan) {
    std::set<std::string> problems;
    for (const NewContainer& container : plan.create)
        for (const std::string& source : container.spec.bind_sources)
            if (is_certainly_missing(source))
                problems.insert(
                    "the directory " + source + " that " + container.replica.process_type +
                    " mounts does not exist on this host; create it, or unmount it (storage:unmount)");
    docker::Networks networks(world.engine);
    for (const std::string& network : networks_of(plan))
        if (!is_built_in(network) && !networks.exists(network, world.stop))
            problems.insert("there is no network " + network + "; create it with network:create " + network);
    if (!problems.empty()) throw util::Error(util::join({problems.begin(), problems.end()}, "\n"));
}

}
