#pragma once

#include "health/sockets.hpp"

#include <chrono>

namespace health {

/// CPU time that the container of a process has used so far, from its cgroup
/// (version 1 or 2). Nothing if it is not to be had.
std::optional<std::chrono::nanoseconds> cpu_time(const Process& process,
                                                 const util::Path& cgroups = "/sys/fs/cgroup");

/// How many processes of the container its memory limit has killed so far,
/// likewise. The container may live on without them.
std::optional<int> oom_kills(const Process& process, const util::Path& cgroups = "/sys/fs/cgroup");

}
