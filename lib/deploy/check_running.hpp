#pragma once

#include "deploy/world.hpp"
#include "docker/types.hpp"
#include "health/check.hpp"
#include "health/verdict.hpp"

#include <string>
#include <vector>

namespace deploy {

/// The container that check-deploy was called for.
struct CheckRequest {
    std::string app;
    std::string container_id;  ///< empty: the first that serves of its process type
    std::string process_type;
    std::string port{};        ///< empty: that of the container's PORT file, if it has one
    std::string ip_address{};  ///< empty: the container's own
};

/// A container that was started some time ago.
struct RunningContainer {
    docker::Container container;
    std::string label;         ///< for messages
    std::string ip_address{};  ///< empty: its own
};

/// Each check on its own: one verdict a check, in their order. Without checks
/// one verdict: whether it runs. Throws what health::check_container throws.
std::vector<health::Verdict> check_again(const World& world, const RunningContainer& running,
                                         const std::vector<health::Check>& checks);

/// `check-deploy` for a container that runs already (checks:run): checks it,
/// never stops it. All checks end on their own; the number of failures.
int check_running(const World& world, const CheckRequest& request);

}
