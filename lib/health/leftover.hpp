#pragma once

#include "health/sockets.hpp"

namespace health {

/// Kills a process if it is to be seen as the container's and may be killed from
/// here; else it goes with its container.
void kill_leftover(const Process& process);

}
