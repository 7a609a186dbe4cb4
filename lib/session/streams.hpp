#pragma once

#include "docker/console.hpp"

#include <unistd.h>
#include <optional>

namespace session {

/// The descriptors that a command's streams are joined to.
struct Streams {
    int input = STDIN_FILENO;
    int output = STDOUT_FILENO;
    int error = STDERR_FILENO;
};

/// Of the terminal that they belong to.
std::optional<util::WindowSize> window_of(const Streams& ours);

/// Whether a command gets a terminal and input of ours. DOKKU_FORCE_TTY and
/// DOKKU_DISABLE_TTY ("true") decide on the terminal, the first one above all;
/// else it gets one where both our input and our output are one. What was piped
/// in is passed on, and what is typed; /dev/null is not.
docker::Console console_for(const Streams& ours);

/// The same for a command that nobody waits for: no input, and no terminal but a forced one.
docker::Console detached_console();

}
