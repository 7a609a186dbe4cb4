#pragma once

#include "session/streams.hpp"

#include <stop_token>

namespace session {

/// Carries bytes between a command and `ours` until the command's side ends,
/// both ways at once, as they are and as soon as they come, with at most 64 KiB
/// of each under way. The end of our input becomes the end of the command's.
/// Throws util::Interrupted when stopped, util::Error when nobody takes the output.
void relay(docker::Hijacked connection, const docker::Console& console, const Streams& ours,
           const std::stop_token& stop);

}
