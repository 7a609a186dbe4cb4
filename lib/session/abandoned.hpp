#pragma once

#include "deploy/world.hpp"
#include "docker/exec.hpp"

#include <string>

namespace session {

/// Ends a command that was entered and that nobody is joined to any more: the
/// Engine leaves it running. It is told from within the container, by whatever
/// there can send a signal; where nothing can, the operator is told. Never throws.
void end_abandoned(const deploy::World& world, const std::string& container_id, docker::Exec& command);

}
