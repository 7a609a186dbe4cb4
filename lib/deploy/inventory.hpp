#pragma once

#include "deploy/world.hpp"
#include "docker/types.hpp"
#include "dokku/app_state.hpp"

#include <string>
#include <vector>

namespace deploy {

/// What there is of an app on the host at one moment.
struct Inventory {
    dokku::AppState::Files state_files{};
    std::vector<docker::ContainerSummary> containers{};  ///< all of its own, in any state
};

/// Asks the Engine once. Throws util::Error.
Inventory take_inventory(const World& world, const std::string& app);

}
