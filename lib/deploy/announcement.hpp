#pragma once

#include "deploy/world.hpp"

namespace deploy {

/// Says before a deploy whether the app brings checks for its web process.
/// Throws util::Error for files that cannot be read.
void announce_checks(const World& world, const std::string& app);

}
