#pragma once

#include "docker/types.hpp"

namespace deploy {

/// Whether anybody is connected to a port that a running container listens on.
/// Where that cannot be known (host networking, a socket table that is not to be
/// had) the answer is yes.
bool has_connections(const docker::Container& container);

}
