#pragma once

#include "deploy/world.hpp"

namespace deploy {

/// Says before a deploy how web proves itself if the app brings no checks for it.
/// Throws util::Error for files that cannot be read and settings that are not valid.
void announce_checks(const World& world, const std::string& app);

}
