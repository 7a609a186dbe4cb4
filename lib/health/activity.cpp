#include "health/activity.hpp"

#include "health/cgroup.hpp"
#include "util/text.hpp"

#include <limits>

namespace health {

namespace {

constexpr CgroupFile cpu_file{"cpuacct", "cpuacct.usage", "cpu.stat"};
constexpr std::string_view microseconds_word = "usage_usec ";
constexpr CgroupFile memory_file{"memory", "memory.oom_control", "memory.events"};
constexpr std::string_view kills_word = "oom_kill ";

std::optional<std::int64_t> to_number(std::string_view text) {
    return util::parse_number(util::trim(text), 0, std::numeric_limits<std::int64_t>::max() / 1000);
}

/// The number behind a word that begins a line.
std::optional<std::int64_t> number_after(std::string_view word, const std::string& text) {
    for (const std::string& line : util::lines(text))
        if (line.starts_with(word)) return to_number(line.substr(word.size()));
    return {};
}

}

std::optional<std::chrono::nanoseconds> cpu_time(const Process& process, const util::Path& cgroups) {
    const auto text = read_cgroup_file(process, cgroups, cpu_file);
    if (!text) return {};
    if (const auto used = to_number(*text)) return std::chrono::nanoseconds(*used);
    if (const auto used = number_after(microseconds_word, *text)) return std::chrono::microseconds(*used);
    return {};
}

std::optional<int> oom_kills(const Process& process, const util::Path& cgroups) {
    const auto text = read_cgroup_file(process, cgroups, memory_file);
    const auto kills = text ? number_after(kills_word, *text) : std::nullopt;
    if (!kills) return {};
    return static_cast<int>(std::min<std::int64_t>(*kills, std::numeric_limits<int>::max()));
}

}
