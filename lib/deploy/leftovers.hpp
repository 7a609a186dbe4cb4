#pragma once

#include "deploy/world.hpp"

namespace deploy {

/// Removes the replaced containers of an app that do not run, after what an
/// interrupted command left has been finished or undone. Does nothing while
/// another command works on the app; one that cannot be removed stays.
void remove_leftovers(const World& world, const std::string& app);

}
