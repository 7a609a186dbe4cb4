#pragma once

#include "deploy/world.hpp"

#include <string>

namespace session {

/// Stops and removes the run and cron containers of an app, or of all apps that
/// are ours, that have run longer than their label allows. False if one could
/// not be removed.
bool retire_runs(const deploy::World& world, const std::string& app);

}
