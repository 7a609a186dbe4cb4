#include "docker/flags/draft_json.hpp"
#include "docker/flags/mount_json.hpp"
#include "docker/flags/topics.hpp"
#include "docker/flags/value.hpp"
#include "docker/flags/volume.hpp"

#include "util/contains.hpp"
#include "util/error.hpp"

#include <array>

namespace docker::flags {

namespace {

void add_once(Json& list, const std::string& value) {
    if (!util::contains(list, value)) list.push_back(value);
}

void add_bind_source(Draft& draft, const std::string& path) {
    if (path.starts_with('/')) draft.spec.bind_sources.push_back(path);
}

void add_volume(Draft& draft, const Flag&, const std::string& value) {
    const Volume wanted = volume(value);
    if (wanted.source.empty()) draft.body["Volumes"][wanted.specification] = Json::object();
    else add_once(draft.host("Binds"), wanted.specification);
    if (wanted.is_bind) add_bind_source(draft, wanted.source);
}

void add_mount(Draft& draft, const Flag& flag, const std::string& value) {
    const Json wanted = mount(value, draft.context.api_version);
    draft.at(flag.place).push_back(wanted);
    const bool creates_source = json::truth(json::member(wanted, "BindOptions"), "CreateMountpoint");
    if (json::text(wanted, "Type") == "bind" && !creates_source)
        add_bind_source(draft, json::text(wanted, "Source"));
}

/// PATH[:OPTIONS]
void add_tmpfs(Draft& draft, const Flag& flag, const std::string& value) {
    const Pair parts = cut(value, ':');
    draft.at(flag.place)[parts.key] = parts.value;
}

std::string key_value(const std::string& value) {
    if (!cut(value, '=').has_value) expect("KEY=VALUE");
    return value;
}

}

std::span<const Flag> storage_flags() {
    static constexpr std::array table{
        Flag{"log-driver", 0, Takes::value, set<text>, "/HostConfig/LogConfig/Type"},
        Flag{"log-opt", 0, Takes::value, set_member<text>, "/HostConfig/LogConfig/Config"},
        Flag{"mount", 0, Takes::value, add_mount, "/HostConfig/Mounts"},
        Flag{"storage-opt", 0, Takes::value, set_member<key_value>, "/HostConfig/StorageOpt"},
        Flag{"tmpfs", 0, Takes::value, add_tmpfs, "/HostConfig/Tmpfs"},
        Flag{"volume", 'v', Takes::value, add_volume},
        Flag{"volume-driver", 0, Takes::value, set<text>, "/HostConfig/VolumeDriver"},
        Flag{"volumes-from", 0, Takes::value, append<text>, "/HostConfig/VolumesFrom"},
    };
    return table;
}

void finish_storage(Draft& draft) {
    const Json& log = json::member(json::member(draft.body, "HostConfig"), "LogConfig");
    if (json::text(log, "Type") == "none" && log.contains("Config"))
        throw util::Error("--log-driver none takes no --log-opt");
}

}
