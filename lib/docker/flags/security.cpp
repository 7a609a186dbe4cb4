#include "docker/flags/draft_json.hpp"
#include "docker/flags/topics.hpp"
#include "docker/flags/value.hpp"

#include "util/error.hpp"
#include "util/file.hpp"
#include "util/text.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace docker::flags {

namespace {

constexpr std::array<std::string_view, 8> kernel_settings = {
    "kernel.msgmax",  "kernel.msgmnb",  "kernel.msgmni",  "kernel.sem",
    "kernel.shmall",  "kernel.shmmax",  "kernel.shmmni",  "kernel.shm_rmid_forced",
};

bool names_container(const std::string& mode) {
    return mode.starts_with("container:") && mode != "container:";
}

std::string pid_mode(const std::string& value) {
    if (!value.empty() && value != "host" && !names_container(value)) expect("host or container:NAME");
    return value;
}

std::string host_mode(const std::string& value) {
    if (!value.empty() && value != "host") expect("host");
    return value;
}

std::string cgroup_mode(const std::string& value) {
    if (!value.empty() && value != "host" && value != "private") expect("host or private");
    return value;
}

std::string capability(const std::string& value) {
    std::string name = value;
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::toupper(c); });
    return name == "ALL" || name.starts_with("CAP_") ? name : "CAP_" + name;
}

/// Only what has a namespace of its own.
std::string kernel_setting(const std::string& value) {
    const Pair parts = cut(value, '=');
    const bool known =
        std::find(kernel_settings.begin(), kernel_settings.end(), parts.key) != kernel_settings.end();
    const bool in_namespace = parts.key.starts_with("net.") || parts.key.starts_with("fs.mqueue.");
    if (!parts.has_value || (!known && !in_namespace))
        expect("a setting with a namespace of its own: net.*=VALUE");
    return value;
}

/// A seccomp profile is sent as its text: the Engine cannot read our files.
std::string seccomp_profile(const std::string& path) {
    if (path == "builtin" || path == "unconfined") return path;
    std::error_code error;
    const util::Path real = std::filesystem::canonical(path, error);
    const std::optional<std::string> text = error ? std::nullopt : util::read_file(real);
    const std::optional<Json> profile = text ? json::parse(*text) : std::nullopt;
    if (!profile) expect("builtin, unconfined or a file with a seccomp profile");
    return json::serialized(*profile);
}

std::string security_option(const std::string& value) {
    Pair parts = cut(value, '=');
    if (parts.key == "no-new-privileges") return value;
    if (!parts.has_value) parts = cut(value, ':');
    if (parts.value.empty()) expect("KEY=VALUE or no-new-privileges");
    return parts.key == "seccomp" ? "seccomp=" + seccomp_profile(parts.value) : value;
}

constexpr std::array table{
    Flag{"cap-add", 0, Takes::value, collect<capability>, "cap-add"},
    Flag{"cap-drop", 0, Takes::value, collect<capability>, "cap-drop"},
    Flag{"cgroupns", 0, Takes::value, set<cgroup_mode>, "/HostConfig/CgroupnsMode"},
    Flag{"group-add", 0, Takes::value, append<text>, "/HostConfig/GroupAdd"},
    Flag{"ipc", 0, Takes::value, set<text>, "/HostConfig/IpcMode"},
    Flag{"pid", 0, Takes::value, set<pid_mode>, "/HostConfig/PidMode"},
    Flag{"privileged", 0, Takes::switch_value, set<boolean>, "/HostConfig/Privileged"},
    Flag{"read-only", 0, Takes::switch_value, set<boolean>, "/HostConfig/ReadonlyRootfs"},
    Flag{"security-opt", 0, Takes::value, collect<security_option>, "security-opt"},
    Flag{"sysctl", 0, Takes::value, set_member<kernel_setting>, "/HostConfig/Sysctls"},
    Flag{"userns", 0, Takes::value, set<host_mode>, "/HostConfig/UsernsMode"},
    Flag{"uts", 0, Takes::value, set<host_mode>, "/HostConfig/UTSMode"},
};

void finish_capabilities(Draft& draft, const char* flag, const char* field) {
    const std::vector<std::string>& names = draft.values(flag);
    if (!names.empty()) draft.host(field) = std::set<std::string>(names.begin(), names.end());
}

}

std::span<const Flag> security_flags() { return table; }

void finish_security(Draft& draft) {
    finish_capabilities(draft, "cap-add", "CapAdd");
    finish_capabilities(draft, "cap-drop", "CapDrop");
    for (const std::string& option : draft.values("security-opt")) {
        if (option != "systempaths=unconfined") {
            draft.host("SecurityOpt").push_back(option);
            continue;
        }
        // Not the Engine's option: it stands for empty lists.
        draft.host("MaskedPaths") = Json::array();
        draft.host("ReadonlyPaths") = Json::array();
    }
}

}
