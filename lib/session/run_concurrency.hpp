#pragma once

#include "session/run.hpp"

namespace session {

/// Looks at running containers of the same cron task: throws util::Error where
/// a second one is forbidden, stops and removes those that are to be replaced.
void make_way(const deploy::World& world, const RunRequest& request);

}
