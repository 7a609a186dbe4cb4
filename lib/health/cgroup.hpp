#pragma once

#include "health/sockets.hpp"

#include <string_view>

namespace health {

/// A file of a container's cgroup under either version of cgroups.
struct CgroupFile {
    std::string_view controller;  ///< of version 1
    std::string_view version_1;
    std::string_view version_2;
};

/// Its text, from the cgroup that `membership` names, the text of /proc/PID/cgroup.
/// Nothing if it is not to be had: it is only evidence.
std::optional<std::string> read_cgroup_file(const std::string& membership, const util::Path& cgroups,
                                            const CgroupFile& file);

/// As above, from the cgroup of a process that is still the container's.
std::optional<std::string> read_cgroup_file(const Process& process, const util::Path& cgroups,
                                            const CgroupFile& file);

}
