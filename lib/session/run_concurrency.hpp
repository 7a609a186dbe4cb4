#pragma once

#include "session/run.hpp"
#include "util/file_lock.hpp"

#include <optional>

namespace session {

/// Looks at running containers of the same cron task: throws util::Error where
/// a second one is forbidden, stops and removes those that are to be replaced.
/// Nobody else looks until the lock is let go of, after the start; where any
/// number may run there is none.
std::optional<util::FileLock> make_way(const deploy::World& world, const RunRequest& request);

}
