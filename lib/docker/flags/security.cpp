#include "docker/flags/draft_json.hpp"
#include "docker/flags/topics.hpp"
#include "docker/flags/value.hpp"

#include "util/contains.hpp"
#include "util/error.hpp"
#include "util/file.hpp"
#include "util/text.hpp"

#include <array>

namespace docker::flags {

namespace {

constexpr std::array<std::string_view, 8> kernel_settings = {
    "kernel.msgmax", "kernel.msgmnb", "kernel.msgmni", "kernel.sem",
    "kernel.shmall", "kernel.shmmax", "kernel.shmmni", "kernel.shm_rmid_forced",
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

/// Only what has a namespace of its own.
std::string kernel_setting(const std::string& value) {
    const Pair parts = cut(value, '=');
    const bool known = util::contains(kernel_settings, parts.key);
    const bool in_namespace = parts.key.starts_with("net.") || parts.key.starts_with("fs.mqueue.");
    if (!parts.has_value || (!known && !in_namespace))
        expect("a setting with a namespace of its own: net.*=VALUE");
    return value;
}

/// JSON without the blanks between its parts; the rest stays as it was written.
std::string compact(const std::string& json) {
    std::string text;
    bool quoted = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        if (!quoted && std::string_view(" \t\r\n").find(json[i]) != std::string_view::npos) continue;
        text += json[i];
        if (quoted && json[i] == '\\') text += json[++i];
        else if (json[i] == '"') quoted = !quoted;
    }
    return text;
}

/// A seccomp profile is sent as its text: the Engine cannot read our files.
std::string seccomp_profile(const std::string& path) {
    std::error_code error;
    const util::Path real = std::filesystem::canonical(path, error);
    const std::optional<std::string> text = error ? std::nullopt : util::read_file(real);
    if (!text || !util::try_parse_json(*text)) expect("builtin, unconfined or a file with a seccomp profile");
    return compact(*text);
}

std::string security_option(const std::string& value) {
    Pair parts = cut(value, '=');
    if (parts.key == "no-new-privileges") return value;
    if (!parts.has_value) parts = cut(value, ':');
    if (parts.value.empty()) expect("KEY=VALUE or no-new-privileges");
    const bool is_file = parts.key == "seccomp" && parts.value != "builtin" && parts.value != "unconfined";
    return is_file ? "seccomp=" + seccomp_profile(parts.value) : value;
}

}

std::span<const Flag> security_flags() {
    static constexpr std::array table{
        Flag{"cap-add", 0, Takes::value, append<text>, "/HostConfig/CapAdd"},
        Flag{"cap-drop", 0, Takes::value, append<text>, "/HostConfig/CapDrop"},
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
    return table;
}

void finish_security(Draft& draft) {
    if (!draft.values("security-opt").empty()) draft.host("SecurityOpt") = Json::array();
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
