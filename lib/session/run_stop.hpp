#pragma once

#include "deploy/world.hpp"

#include <string>

namespace session {

/// Stops one run container by its name, or all of an app; prints the names. An
/// empty app is that of the name. False if one could not be stopped. Throws
/// util::Error for names that cannot be meant.
bool stop_runs(const deploy::World& world, const std::string& app, const std::string& name);

/// Without its restart policy, within the app's stop timeout.
void stop_run(const deploy::World& world, const std::string& app, const std::string& id);

}
