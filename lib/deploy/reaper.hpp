#pragma once

#include "deploy/world.hpp"

namespace deploy {

/// The one detached process of the host that waits: it carries out retirements
/// when their time has come, and puts right what a killed deploy or a restart of
/// the Engine left (put_all_right). It lives while anything is deployed through us
/// or waits to be retired. A second one returns at once. When an upgrade has replaced
/// the program, the new one takes over in the same process.
void reap(const World& world);

/// Starts the plugin's program with --reap detached, in a session of its own, if there is
/// anything to do for it and none runs. A failure is a warning: the next
/// command does the same work.
void launch_reaper(const World& world);

}
