#pragma once

#include "deploy/world.hpp"

#include <string>

namespace deploy {

/// `scheduler-app-status`: "N true", "N false" or "N mixed": how many containers
/// serve and whether they run. Answers "0 false" for an app that was never
/// deployed, without the Engine.
std::string app_status(const World& world, const std::string& app);

/// `scheduler-is-deployed`: state files only.
bool is_deployed(const dokku::Environment& environment, const std::string& app);

}
