#include "health/cgroup.hpp"

#include "util/contains.hpp"
#include "util/error.hpp"
#include "util/text.hpp"

namespace health {

namespace {

/// One line of /proc/PID/cgroup: "2:cpu,cpuacct:/docker/ID", "0::/system.slice/docker-ID.scope".
std::optional<std::string> read_by_line(const std::string& line, const util::Path& cgroups,
                                        const CgroupFile& file) {
    const auto parts = util::split(line, ':');
    if (parts.size() < 3 || !parts[2].starts_with('/')) return {};
    const std::string inside = parts[2].substr(1);
    if (parts[0] == "0") return util::read_file(cgroups / inside / file.version_2);
    const auto controllers = util::split(parts[1], ',');
    if (!util::contains(controllers, file.controller)) return {};
    return util::read_file(cgroups / parts[1] / inside / file.version_1);
}

}

std::optional<std::string> read_cgroup_file(const std::string& membership, const util::Path& cgroups,
                                            const CgroupFile& file) {
    try {
        for (const std::string& line : util::lines(membership))
            if (auto text = read_by_line(line, cgroups, file)) return text;
    } catch (const util::Error&) {
        return {};
    }
    return {};
}

std::optional<std::string> read_cgroup_file(const Process& process, const util::Path& cgroups,
                                            const CgroupFile& file) {
    try {
        return read_cgroup_file(read_cgroup(process).value_or(""), cgroups, file);
    } catch (const util::Error&) {
        return {};
    }
}

}
