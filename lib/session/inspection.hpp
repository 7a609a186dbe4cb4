#pragma once

#include "deploy/world.hpp"

#include <string>
#include <vector>

namespace session {

/// The Engine's inspections as one JSON array, keys sorted, indented by 4, the
/// values of config variables replaced by XXXXXX. Text that is no JSON is left out.
std::string masked_inspections(const std::vector<std::string>& documents);

/// Of the serving containers of an app, in the order of their replicas.
std::string inspect_app(const deploy::World& world, const std::string& app);

}
