#include "docker/flags/draft_json.hpp"
#include "docker/flags/topics.hpp"
#include "docker/flags/value.hpp"

#include "util/contains.hpp"
#include "util/text.hpp"

#include <array>
#include <limits>

namespace docker::flags {

namespace {

constexpr std::int64_t unlimited = -1;
constexpr std::array<std::string_view, 15> limits = {
    "core",   "cpu",   "data", "fsize",  "locks",  "memlock",    "msgqueue", "nice",
    "nofile", "nproc", "rss",  "rtprio", "rttime", "sigpending", "stack",
};

Pair device_setting(const std::string& value, const char* wanted) {
    Pair parts = cut(value, ':');
    if (!parts.key.starts_with("/dev/") || parts.value.empty()) expect(wanted);
    return parts;
}

Json device_weight(const std::string& value) {
    const Pair parts = device_setting(value, "/dev/DEVICE:WEIGHT");
    const auto number = util::parse_number(parts.value, 0, 1000);
    if (!number || (*number > 0 && *number < 10))
        expect("/dev/DEVICE:WEIGHT, a weight from 10 to 1000, or 0");
    return {{"Path", parts.key}, {"Weight", *number}};
}

Json byte_rate(const std::string& value) {
    const Pair parts = device_setting(value, "/dev/DEVICE:RATE such as /dev/sda:1mb");
    return {{"Path", parts.key}, {"Rate", size(parts.value)}};
}

Json operation_rate(const std::string& value) {
    const Pair parts = device_setting(value, "/dev/DEVICE:RATE such as /dev/sda:1000");
    const auto number = util::parse_number(parts.value, 0, std::numeric_limits<std::int64_t>::max());
    if (!number) expect("/dev/DEVICE:RATE such as /dev/sda:1000");
    return {{"Path", parts.key}, {"Rate", *number}};
}

std::optional<std::int64_t> any_number(const std::string& text) {
    using Bounds = std::numeric_limits<std::int64_t>;
    return util::parse_number(text, Bounds::min(), Bounds::max());
}

/// NAME=SOFT[:HARD]; the last of a name counts.
void set_limit(Draft& draft, const Flag&, const std::string& value) {
    const Pair parts = cut(value, '=');
    const Pair range = cut(parts.value, ':');
    const auto soft = any_number(range.key);
    const auto hard = range.has_value ? any_number(range.value) : soft;
    if (!util::contains(limits, parts.key) || !soft || !hard)
        expect("NAME=SOFT[:HARD] such as nofile=1024:2048");
    if (*hard != unlimited && (*soft == unlimited || *soft > *hard))
        expect("a soft limit not above the hard one");
    draft.body["ulimits"][parts.key] = {{"Name", parts.key}, {"Soft", *soft}, {"Hard", *hard}};
}

}

std::span<const Flag> limit_flags() {
    static constexpr std::array table{
        Flag{"blkio-weight-device", 0, Takes::value, append<device_weight>, "/HostConfig/BlkioWeightDevice"},
        Flag{"device-read-bps", 0, Takes::value, append<byte_rate>, "/HostConfig/BlkioDeviceReadBps"},
        Flag{"device-read-iops", 0, Takes::value, append<operation_rate>, "/HostConfig/BlkioDeviceReadIOps"},
        Flag{"device-write-bps", 0, Takes::value, append<byte_rate>, "/HostConfig/BlkioDeviceWriteBps"},
        Flag{"device-write-iops", 0, Takes::value, append<operation_rate>,
             "/HostConfig/BlkioDeviceWriteIOps"},
        Flag{"ulimit", 0, Takes::value, set_limit},
    };
    return table;
}

void finish_limits(Draft& draft) {
    if (draft.is_set("/ulimits"))
        for (const Json& limit : draft.at("/ulimits")) draft.host("Ulimits").push_back(limit);
    draft.body.erase("ulimits");
}

}
