#include "health/activity.hpp"

#include "util/error.hpp"
#include "util/text.hpp"

#include <algorithm>
#include <limits>

namespace health {

namespace {

using std::chrono::nanoseconds;

constexpr std::string_view usage_word = "usage_usec ";

std::optional<std::int64_t> to_number(std::string_view text) {
    return util::parse_number(util::trim(text), 0, std::numeric_limits<std::int64_t>::max() / 1000);
}

std::optional<nanoseconds> read_version_1(const util::Path& directory) {
    const auto text = util::read_file(directory / "cpuacct.usage");
    const auto number = text ? to_number(*text) : std::nullopt;
    if (!number) return {};
    return nanoseconds(*number);
}

std::optional<nanoseconds> read_version_2(const util::Path& directory) {
    for (const std::string& line : util::lines(util::read_file(directory / "cpu.stat").value_or(""))) {
        if (!line.starts_with(usage_word)) continue;
        if (const auto number = to_number(line.substr(usage_word.size()))) return nanoseconds(*number * 1000);
    }
    return {};
}

/// One line of /proc/PID/cgroup: "2:cpu,cpuacct:/docker/ID", "0::/system.slice/docker-ID.scope".
std::optional<nanoseconds> read_line(const std::string& line, const util::Path& cgroups) {
    const auto parts = util::split(line, ':');
    if (parts.size() < 3 || !parts[2].starts_with('/')) return {};
    const std::string inside = parts[2].substr(1);
    if (parts[0] == "0") return read_version_2(cgroups / inside);
    const auto controllers = util::split(parts[1], ',');
    if (std::find(controllers.begin(), controllers.end(), "cpuacct") == controllers.end()) return {};
    return read_version_1(cgroups / parts[1] / inside);
}

}

std::optional<nanoseconds> cpu_time(const Process& process, const util::Path& cgroups) {
    try {
        for (const std::string& line : util::lines(read_cgroup(process).value_or("")))
            if (const auto time = read_line(line, cgroups)) return time;
    } catch (const util::Error&) {
        // Only evidence: a cgroup that is not to be read is as one that is not there.
    }
    return {};
}

}
