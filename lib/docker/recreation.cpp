#include "docker/recreation.hpp"

#include "docker/json.hpp"

#include <algorithm>

namespace docker {

namespace {

using json::Json;

constexpr std::size_t short_id_length = 12;

std::string short_id(const Json& inspection) {
    return json::text(inspection, "Id").substr(0, short_id_length);
}

/// The image is named by its id, as its tag may mean a newer one by now. What
/// the Engine made up from the old container's id is left for it to make up anew.
Json config_of(const Json& inspection) {
    Json config = json::member(inspection, "Config");
    if (!config.is_object()) config = Json::object();
    if (const std::string id = json::text(inspection, "Image"); !id.empty()) config["Image"] = id;
    if (json::text(config, "Hostname") == short_id(inspection)) config.erase("Hostname");
    return config;
}

/// What the user asked for, without the state of the former attachment.
Json endpoint_of(const Json& attachment, const std::string& made_up_alias) {
    Json endpoint = Json::object();
    for (const char* wanted : {"IPAMConfig", "Links", "DriverOpts"})
        if (const Json& value = json::member(attachment, wanted); !value.is_null()) endpoint[wanted] = value;
    std::vector<std::string> aliases = json::texts(attachment, "Aliases");
    std::erase(aliases, made_up_alias);
    if (!aliases.empty()) endpoint["Aliases"] = aliases;
    return endpoint;
}

/// host, none and container:ID have no endpoint to configure.
bool is_attachable(const std::string& mode) {
    return mode != "host" && mode != "none" && !mode.starts_with("container:");
}

}

ContainerSpec recreate(const std::string& document, const std::string& name) {
    const Json inspection = json::parse_answer(document, "create container " + name + " again");
    const Json& host = json::member(inspection, "HostConfig");
    ContainerSpec spec;
    spec.name = name;
    spec.network_mode = json::text(host, "NetworkMode");
    Json body = config_of(inspection);
    body["HostConfig"] = host;
    const Json& attachments = json::member(json::member(inspection, "NetworkSettings"), "Networks");
    const std::string first = spec.network_mode == "default" ? "bridge" : spec.network_mode;
    for (const std::string& network : json::keys(json::member(inspection, "NetworkSettings"), "Networks")) {
        if (!is_attachable(spec.network_mode)) break;
        const Json endpoint = endpoint_of(attachments[network], short_id(inspection));
        if (network == first) body["NetworkingConfig"]["EndpointsConfig"][network] = endpoint;
        else spec.further_networks[network] = util::json_text(endpoint);
    }
    spec.body = util::json_text(body);
    return spec;
}

}
