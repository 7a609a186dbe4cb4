#include "docker/flags/gpu_request_json.hpp"

#include "docker/flags/value.hpp"
#include "util/text.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <set>

namespace docker::flags {

namespace {

using json::Json;

constexpr std::int64_t all_of_them = -1;

std::int64_t gpu_count(const std::string& value) {
    if (value == "all") return all_of_them;
    const auto number =
        util::parse_number(value, std::numeric_limits<int>::min(), std::numeric_limits<int>::max());
    if (!number) expect("all or a number of GPUs");
    return *number;
}

Json gpu_options(const std::string& value) {
    Json options = Json::object();
    for (const std::string& option : csv(value)) options[cut(option, '=').key] = cut(option, '=').value;
    return options;
}

/// As the CLI has it, an empty list holds one empty name.
std::vector<std::string> names(const std::string& value) {
    std::vector<std::string> parts = util::split(value, ',');
    if (parts.empty()) parts.emplace_back();
    return parts;
}

Json gpu_capabilities(const std::string& value) {
    Json all = names(value);
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
    GpuField{"device", [](Json& request, const std::string& value) { request["DeviceIDs"] = names(value); }},
    GpuField{
        "capabilities",
        [](Json& request, const std::string& value) { request["Capabilities"] = gpu_capabilities(value); }},
    GpuField{"options",
             [](Json& request, const std::string& value) { request["Options"] = gpu_options(value); }},
};

}

Json gpu_request(const std::string& value) {
    Json request = {
        {"Driver", ""}, {"Options", Json::object()}, {"Capabilities", Json::array({Json::array({"gpu"})})}};
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

}
