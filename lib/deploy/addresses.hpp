#pragma once

#include "deploy/plan.hpp"
#include "deploy/world.hpp"

#include <string>

namespace deploy {

/// Where the proxy reaches a container that has been started. Of several addresses
/// Dokku's network plugin picks one, since it knows the app's networks; its answer
/// is taken only if the Engine says that it belongs to the container, else the
/// container's own. Empty when it has none (it may have ended already).
/// `container` is as inspected after its start.
std::string find_address(const World& world, const Plan& plan, const dokku::Replica& replica,
                         const docker::Container& container, const std::stop_token& stop);

/// Where a container is that was at `known`: a restart of the Engine may have moved
/// it. `known` itself for one that does not run, and where the address is not
/// one of its own (host networking, static listeners: empty).
std::string present_address(const World& world, const std::string& app, const docker::Container& container,
                            const std::string& known);

}
