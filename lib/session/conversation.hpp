#pragma once

#include "deploy/world.hpp"
#include "session/streams.hpp"

#include <functional>

namespace session {

/// Tells the Engine the size of a command's terminal.
using Resize = std::function<void(const util::WindowSize& size, const std::stop_token& stop)>;

/// relay(), with our terminal passing everything through to that of the command,
/// whose window has the size of ours from now on. Our terminal is as it was at the end.
void converse(const deploy::World& world, docker::Hijacked connection, const docker::Console& console,
              const Streams& ours, const Resize& resize);

}
