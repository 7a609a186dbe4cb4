#include "docker/flags/draft_json.hpp"
#include "docker/flags/gpu_request_json.hpp"
#include "docker/flags/topics.hpp"
#include "docker/flags/value.hpp"

#include "util/text.hpp"

#include <array>
#include <set>

namespace docker::flags {

namespace {

bool is_mode(const std::string& text) {
    const std::set<char> letters(text.begin(), text.end());
    return !text.empty() && letters.size() == text.size() &&
           text.find_first_not_of("rwm") == std::string::npos;
}

/// VENDOR/CLASS=NAME, as the Container Device Interface has it.
bool is_cdi_name(const std::string& value) {
    const auto slash = value.find('/');
    const auto sign = value.find('=');
    return slash != std::string::npos && slash > 0 && sign != std::string::npos && sign > slash + 1 &&
           sign + 1 < value.size() && value.find_first_of("/:") == slash;
}

std::string clean(const std::string& path) {
    std::string normal = std::filesystem::path(path).lexically_normal().string();
    if (normal.size() > 1 && normal.ends_with('/')) normal.pop_back();
    return normal;
}

/// HOST[:CONTAINER][:MODE]
Json device(const std::string& value) {
    constexpr const char* wanted = "HOST-PATH[:CONTAINER-PATH][:rwm]";
    const std::vector<std::string> parts = util::split(value, ':');
    if (parts.empty() || parts.size() > 3 || parts[0].empty()) expect(wanted);
    const bool short_form = parts.size() == 2 && is_mode(parts[1]);
    const bool same_path = parts.size() == 1 || short_form;
    const std::string host = same_path ? clean(parts[0]) : parts[0];
    const std::string inside = same_path ? host : clean(parts[1]);
    const std::string mode = short_form ? parts[1] : parts.size() == 3 ? parts[2] : "rwm";
    if (!is_mode(mode) || !inside.starts_with('/')) expect(wanted);
    return {{"PathOnHost", host}, {"PathInContainer", inside}, {"CgroupPermissions", mode}};
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
    const bool good = complete && (parts[0] == "a" || parts[0] == "b" || parts[0] == "c") &&
                      is_number(number.key) && is_number(number.value) && parts[2].size() <= 3 &&
                      !parts[2].empty() && parts[2].find_first_not_of("rwm") == std::string::npos;
    if (!good) expect("TYPE MAJOR:MINOR MODE such as 'c 1:3 rwm'");
    return value;
}

}

std::span<const Flag> device_flags() {
    static constexpr std::array table{
        Flag{"device", 0, Takes::value, add_device, "/HostConfig/Devices"},
        Flag{"device-cgroup-rule", 0, Takes::value, append<cgroup_rule>, "/HostConfig/DeviceCgroupRules"},
        Flag{"gpus", 0, Takes::value, append<gpu_request>, "/HostConfig/DeviceRequests"},
    };
    return table;
}

void finish_devices(Draft& draft) {
    if (const auto& names = draft.values("cdi"); !names.empty())
        draft.host("DeviceRequests").push_back({{"Driver", "cdi"}, {"DeviceIDs", names}});
}

}
