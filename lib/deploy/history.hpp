#pragma once

#include "deploy/world.hpp"

#include <string>

namespace deploy {

/// Where it can be read what was done to an app when the terminal is gone:
/// history.log in the app's directory of ours, each line with its time.
util::Path history_file(const dokku::Environment& environment, const std::string& app);

/// While it lives, what is logged is kept there too, under the name of the
/// activity ("deploy"); an activity that says nothing leaves nothing.
util::Log::Copy keep_history(const World& world, const std::string& app, const std::string& activity);

/// One line, for what happens outside of a kept activity.
void note(const World& world, const std::string& app, const std::string& line);

}
