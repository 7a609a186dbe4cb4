#pragma once

#include "deploy/world.hpp"

#include <string>

namespace deploy {

/// Waits for each retirement's time and carries it out; returns when none is
/// left. At most one process on the host does so: another one returns at once.
/// When an upgrade has replaced the program, the new one takes over in the same process.
void reap(const World& world);

/// Starts `program --reap` detached, in a session of its own, if anything waits.
/// A failure is a warning: the next command carries the retirements out as well.
void launch_reaper(const World& world, const std::string& program);

}
