#pragma once

#include "deploy/world.hpp"

#include <string>

namespace deploy {

/// The container that check-deploy was called for.
struct CheckRequest {
    std::string app;
    std::string container_id;
    std::string process_type;
    std::string port{};  ///< empty: none
    std::string ip_address{};
};

/// `check-deploy` for a container that runs already (checks:run): checks it,
/// never stops it. The number of failures: 0 or 1.
int check_running(const World& world, const CheckRequest& request);

}
