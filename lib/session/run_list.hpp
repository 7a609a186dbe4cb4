#pragma once

#include "deploy/world.hpp"

namespace session {

enum class ListFormat { table, json };

/// Prints the run containers of an app as the docker CLI does: a table under its
/// heads, without them when quiet, or JSON.
void list_runs(const deploy::World& world, const std::string& app, ListFormat format);

}
