#include "docker/flags/draft_json.hpp"
#include "docker/flags/topics.hpp"
#include "docker/flags/value.hpp"

#include "util/text.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <set>

namespace docker::flags {

namespace {

constexpr std::int64_t unlimited = -1;
constexpr std::array<std::string_view, 15> limits = {
    "core",  "cpu",   "data", "fsize", "locks",  "memlock", "msgqueue",   "nice",
    "nofile", "nproc", "rss",  "rtprio", "rttime", "sigpending", "stack",
};

bool is_mode(const std::string& text) {
    const std::set<char> letters(text.begin(), text.end());
    return !text.empty() && letters.size() == text.size() && text.find_first_not_of("rwm") == std::string::npos;
}

/// VENDOR/CLASS=NAME, as the Container Device Interface has it.
bool is_cdi_name(const std::string& value) {
    const auto slash = value.find('/');
    const auto sign = value.find('=');
    return slash != std::string::npos && slash > 0 && sign != std::string::npos && sign > slash + 1 &&
           sign + 1 < value.size() && value.find_first_of("/:") == slash;
}

/// HOST[:CONTAINER][:MODE]
Json device(const std::string& value) {
    constexpr const char* wanted = "HOST-PATH[:CONTAINER-PATH][:rwm]";
    const std::vector<std::string> parts = util::split(value, ':');
    if (parts.empty() || parts.size() > 3 || parts[0].empty()) expect(wanted);
    const bool short_form = parts.size() == 2 && is_mode(parts[1]);
    const std::string inside = parts.size() == 1 || short_form ? parts[0] : parts[1];
    const std::string mode = short_form ? parts[1] : parts.size() == 3 ? parts[2] : "rwm";
    if (!is_mode(mode) || !inside.starts_with('/')) expect(wanted);
    return {{"PathOnHost", parts[0]}, {"PathInContainer", inside}, {"CgroupPermissions", mode}};
}

void add_device(Draft& draft, const Flag& flag, const std::string& value) {
    if (is_cdi_name(value)) draft.collected["cdi"].push_back(value);
    else draft.at(flag.place).push_back(device(value));
}

/// TYPE MAJOR:MINOR MODE: "c 42:* rmw"
std::string cgroup_rule(const std::string& value) {
    const auto is_number = [](const std::string& text) {
        return text == "*" || (!text.empty() && text.find_first_not_of("0123456789") == std::string::npos);
    };
    const std::vector<std::string> parts = util::split(value, ' ');
    const bool complete = parts.size() == 3;
    const Pair number = complete ? cut(parts[1], ':') : Pair{};
    const bool good = complete && (parts[0] == "a" || parts[0] == "b" || parts[0] == "c") && is_number(number.key) &&
                      is_number(number.value) && parts[2].size() <= 3 && !parts[2].empty() &&
                      parts[2].find_first_not_of("rwm") == std::string::npos;
    if (!good) expect("TYPE MAJOR:MINOR MODE such as 'c 1:3 rwm'");
    return value;
}

Pair device_setting(const std::string& value, const char* wanted) {
    Pair parts = cut(value, ':');
    if (!parts.key.starts_with("/dev/") || parts.value.empty()) expect(wanted);
    return parts;
}

Json weight(const std::string& value) {
    const Pair parts = device_setting(value, "/dev/DEVICE:WEIGHT");
    const auto number = util::parse_number(parts.value, 0, 1000);
    if (!number || (*number > 0 && *number < 10)) expect("/dev/DEVICE:WEIGHT, a weight from 10 to 1000, or 0");
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

/// NAME=SOFT[:HARD]; the last of a name counts.
void set_limit(Draft& draft, const Flag&, const std::string& value) {
    const Pair parts = cut(value, '=');
    const Pair range = cut(parts.value, ':');
    const std::int64_t highest = std::numeric_limits<std::int64_t>::max();
    const auto soft = util::parse_number(range.key, unlimited, highest);
    const auto hard = range.has_value ? util::parse_number(range.value, unlimited, highest) : soft;
    if (std::find(limits.begin(), limits.end(), parts.key) == limits.end() || !soft || !hard)
        expect("NAME=SOFT[:HARD] such as nofile=1024:2048");
    if (*hard != unlimited && (*soft == unlimited || *soft > *hard)) expect("a soft limit not above the hard one");
    draft.body["ulimits"][parts.key] = {{"Name", parts.key}, {"Soft", *soft}, {"Hard", *hard}};
}

std::int64_t gpu_count(const std::string& value) {
    if (value == "all") return unlimited;
    const auto number = util::parse_number(value, std::numeric_limits<int>::min(), std::numeric_limits<int>::max());
    if (!number) expect("all or a number of GPUs");
    return *number;
}

Json gpu_options(const std::string& value) {
    Json options = Json::object();
    for (const std::string& option : csv(value)) options[cut(option, '=').key] = cut(option, '=').value;
    return options;
}

Json gpu_capabilities(const std::string& value) {
    Json all = util::split(value, ',');
    all.push_back("gpu");
    return Json::array({all});
}

struct GpuField {
    std::string_view name;
    void (*set)(Json& request, const std::string& value);
};

constexpr std::array gpu_fields{
    GpuField{"driver", [](Json& request, const std::string& value) { request["Driver"] = value; }},
    GpuField{"count", [](Json& request, const std::string& value) { request["Count"] = gpu_count(value); }},
    GpuField{"device", [](Json& request, const std::string& value) { request["DeviceIDs"] = util::split(value, ','); }},
    GpuField{"capabilities",
             [](Json& request, const std::string& value) { request["Capabilities"] = gpu_capabilities(value); }},
    GpuField{"options", [](Json& request, const std::string& value) { request["Options"] = gpu_options(value); }},
};

/// "all", "2", "device=0", "\"device=0,1\"", "driver=nvidia,count=1".
Json gpus(const std::string& value) {
    Json request = {{"Driver", ""}, {"Options", Json::object()}, {"Capabilities", Json::array({Json::array({"gpu"})})}};
    std::set<std::string> seen;
    for (const std::string& text : csv(value)) {
        const Pair parts = cut(text, '=');
        const std::string key = parts.has_value ? parts.key : "count";
        const auto* field = std::find_if(gpu_fields.begin(), gpu_fields.end(),
                                         [&](const GpuField& candidate) { return candidate.name == key; });
        if (field == gpu_fields.end() || !seen.insert(key).second)
            expect("all, a number, or driver=, count=, device=, capabilities=, options= once each");
        field->set(request, parts.has_value ? parts.value : parts.key);
    }
    if (!seen.contains("count") && !seen.contains("device")) request["Count"] = 1;
    return request;
}

constexpr std::array table{
    Flag{"blkio-weight-device", 0, Takes::value, append<weight>, "/HostConfig/BlkioWeightDevice"},
    Flag{"device", 0, Takes::value, add_device, "/HostConfig/Devices"},
    Flag{"device-cgroup-rule", 0, Takes::value, append<cgroup_rule>, "/HostConfig/DeviceCgroupRules"},
    Flag{"device-read-bps", 0, Takes::value, append<byte_rate>, "/HostConfig/BlkioDeviceReadBps"},
    Flag{"device-read-iops", 0, Takes::value, append<operation_rate>, "/HostConfig/BlkioDeviceReadIOps"},
    Flag{"device-write-bps", 0, Takes::value, append<byte_rate>, "/HostConfig/BlkioDeviceWriteBps"},
    Flag{"device-write-iops", 0, Takes::value, append<operation_rate>, "/HostConfig/BlkioDeviceWriteIOps"},
    Flag{"gpus", 0, Takes::value, append<gpus>, "/HostConfig/DeviceRequests"},
    Flag{"ulimit", 0, Takes::value, set_limit},
};

}

std::span<const Flag> device_flags() { return table; }

void finish_devices(Draft& draft) {
    if (draft.is_set("/ulimits"))
        for (const Json& limit : draft.at("/ulimits")) draft.host("Ulimits").push_back(limit);
    draft.body.erase("ulimits");
    if (const auto& names = draft.values("cdi"); !names.empty())
        draft.host("DeviceRequests").push_back({{"Driver", "cdi"}, {"DeviceIDs", names}});
}

}
