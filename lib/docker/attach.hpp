#pragma once

#include "docker/client.hpp"
#include "docker/console.hpp"

namespace docker {

/// Runs a container that was created for such a console: starts it once neither
/// its output nor its end can be missed, has `converse` carry the bytes, and
/// returns the exit code, also of a container that the Engine removes at its
/// end. Throws what Client::call and `converse` throw, and leaves it running then.
int run_attached(Client& client, const std::string& container_id, const Console& console,
                 const Converse& converse, const std::stop_token& stop);

}
