#include "comparison.hpp"

#include "docker/json.hpp"
#include "util/json.hpp"
#include "util/text.hpp"

#include <algorithm>
#include <array>

namespace oracle {

namespace {

using docker::json::Json;
using Pointer = Json::json_pointer;

/// Different for every container.
constexpr std::array unique{
    "/Created",          // a time
    "/GraphDriver/Data"  // directories named at random
};

/// Lists whose order means nothing; it varies from run to run, with the CLI or the Engine.
constexpr std::array unordered{"/Mounts", "/HostConfig/Binds", "/HostConfig/Links", "/HostConfig/Ulimits",
                               "/HostConfig/VolumesFrom"};

/// The CLI sends them empty when there is nothing to say. Elsewhere an empty list
/// can mean something else than none.
constexpr std::array none_when_empty{"/HostConfig/BlkioDeviceReadBps",
                                     "/HostConfig/BlkioDeviceReadIOps",
                                     "/HostConfig/BlkioDeviceWriteBps",
                                     "/HostConfig/BlkioDeviceWriteIOps",
                                     "/HostConfig/BlkioWeightDevice",
                                     "/HostConfig/Devices",
                                     "/HostConfig/Dns",
                                     "/HostConfig/DnsOptions",
                                     "/HostConfig/DnsSearch",
                                     "/HostConfig/PortBindings",
                                     "/HostConfig/Ulimits"};

constexpr std::size_t short_id_length = 12;

bool is_hexadecimal(const std::string& text) {
    return text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

/// Anonymous volumes are named like containers.
void forget_anonymous_volumes(Json& container) {
    if (!container["Mounts"].is_array()) return;
    for (Json& mount : container["Mounts"]) {
        const std::string name = docker::json::text(mount, "Name");
        if (name.size() != 64 || !is_hexadecimal(name)) continue;
        mount["Name"] = "<anonymous>";
        mount["Source"] = util::replace_all(docker::json::text(mount, "Source"), name, "<anonymous>");
    }
}

/// The id is also in paths, in the host name and in aliases.
std::string without_id(const std::string& inspection, const Json& container) {
    const std::string id = docker::json::text(container, "Id");
    return util::replace_all(util::replace_all(inspection, id, "<id>"), id.substr(0, short_id_length),
                             "<short id>");
}

/// adjective_surname, also in links; no line names a container with such a sign.
std::string without_generated_name(const std::string& inspection, const Json& container) {
    const std::string name = docker::json::text(container, "Name");
    return name.find('_') == std::string::npos ? inspection
                                               : util::replace_all(inspection, name, "<generated>");
}

Json read(const std::string& inspection) {
    return docker::json::parse_answer(inspection, "read an inspection");
}

/// The CLI sends variables in an order that varies; only one after another of
/// the same name would mean something.
void sort_by_name(Json& variables) {
    const auto name = [](const Json& variable) {
        const std::string text = variable.is_string() ? variable.get<std::string>() : "";
        return text.substr(0, text.find('='));
    };
    std::stable_sort(variables.begin(), variables.end(),
                     [&](const Json& one, const Json& other) { return name(one) < name(other); });
}

Json comparable(const std::string& inspection) {
    const Json original = read(inspection);
    Json container = read(without_generated_name(without_id(inspection, original), original));
    for (const char* place : unique) container[Pointer(place)] = nullptr;
    forget_anonymous_volumes(container);
    for (const char* place : none_when_empty)
        if (Json& list = container[Pointer(place)]; list.empty()) list = nullptr;
    for (const char* place : unordered)
        if (Json& list = container[Pointer(place)]; list.is_array()) std::sort(list.begin(), list.end());
    sort_by_name(container[Pointer("/Config/Env")]);
    return container;
}

std::string said_at(const Json& container, const Pointer& place) {
    return container.contains(place) ? util::json_text(container.at(place)) : "absent";
}

}

std::vector<std::string> differences(const std::string& one, const std::string& other) {
    const Json left = comparable(one);
    const Json right = comparable(other);
    std::vector<std::string> found;
    for (const Json& step : Json::diff(left, right)) {
        const Pointer place(step["path"].get<std::string>());
        found.push_back(place.to_string() + ": " + said_at(left, place) + " | " + said_at(right, place));
    }
    return found;
}

}
