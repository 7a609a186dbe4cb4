#include "docker/types_json.hpp"

#include <algorithm>

namespace docker {

namespace {

std::string without_slash(std::string name) {
    if (name.starts_with('/')) name.erase(0, 1);
    return name;
}

ContainerState state_from(const json::Json& state) {
    return {.status = json::text(state, "Status"),
            .running = json::truth(state, "Running"),
            .oom_killed = json::truth(state, "OOMKilled"),
            .exit_code = json::small_integer(state, "ExitCode"),
            .pid = json::small_integer(state, "Pid"),
            .error = json::text(state, "Error"),
            .started_at = json::text(state, "StartedAt"),
            .finished_at = json::text(state, "FinishedAt")};
}

RestartPolicy policy_from(const json::Json& policy) {
    std::string name = json::text(policy, "Name");
    if (name.empty()) name = "no";
    return {std::move(name), json::small_integer(policy, "MaximumRetryCount")};
}

/// After a hard end of the Engine, containers that do not run keep showing an
/// address that another one may have by now.
std::vector<Attachment> attachments_from(const json::Json& container, bool is_running) {
    const json::Json& networks = json::member(json::member(container, "NetworkSettings"), "Networks");
    std::vector<Attachment> attachments;
    if (!networks.is_object()) return attachments;
    for (const auto& [name, endpoint] : networks.items())
        attachments.push_back({name, is_running ? json::text(endpoint, "IPAddress") : ""});
    return attachments;
}

bool have_address(const std::vector<Attachment>& networks, const std::string& address) {
    return std::any_of(networks.begin(), networks.end(),
                       [&](const Attachment& network) { return network.ip_address == address; });
}

std::vector<std::string> command_from(const json::Json& inspection) {
    std::vector<std::string> words = json::texts(inspection, "Args");
    if (const std::string path = json::text(inspection, "Path"); !path.empty())
        words.insert(words.begin(), path);
    return words;
}

std::optional<util::Seconds> stop_timeout_from(const json::Json& config) {
    if (!json::member(config, "StopTimeout").is_number_integer()) return {};
    return util::Seconds(json::small_integer(config, "StopTimeout"));
}

/// Legacy links add names of the form /other/alias.
std::string own_name(const std::vector<std::string>& names) {
    for (const std::string& name : names)
        if (name.find('/', 1) == std::string::npos) return without_slash(name);
    return {};
}

}

Container container_from(const json::Json& inspection, std::string document) {
    const json::Json& config = json::member(inspection, "Config");
    const json::Json& host = json::member(inspection, "HostConfig");
    Container container;
    container.id = json::text(inspection, "Id");
    container.name = without_slash(json::text(inspection, "Name"));
    container.image = json::text(config, "Image");
    container.image_id = json::text(inspection, "Image");
    container.state = state_from(json::member(inspection, "State"));
    container.restart_count = json::small_integer(inspection, "RestartCount");
    container.command = command_from(inspection);
    container.labels = json::text_map(config, "Labels");
    container.network_mode = json::text(host, "NetworkMode");
    container.networks = attachments_from(inspection, container.state.running);
    container.restart_policy = policy_from(json::member(host, "RestartPolicy"));
    container.stop_signal = json::text(config, "StopSignal");
    container.stop_timeout = stop_timeout_from(config);
    container.memory_limit = json::integer(host, "Memory");
    container.has_init = json::truth(host, "Init");
    container.exposed_ports = json::keys(config, "ExposedPorts");
    container.document = std::move(document);
    return container;
}

ContainerSummary summary_from(const json::Json& row) {
    const std::string state = json::text(row, "State");
    return {.id = json::text(row, "Id"),
            .name = own_name(json::texts(row, "Names")),
            .image_id = json::text(row, "ImageID"),
            .state = state,
            .labels = json::text_map(row, "Labels"),
            .command = json::text(row, "Command"),
            .created = json::integer(row, "Created"),
            .networks = attachments_from(row, state == "running")};
}

Image image_from(const json::Json& inspection) {
    const json::Json& config = json::member(inspection, "Config");
    return {.id = json::text(inspection, "Id"),
            .tags = json::texts(inspection, "RepoTags"),
            .exposed_ports = json::keys(config, "ExposedPorts"),
            .entrypoint = json::texts(config, "Entrypoint"),
            .command = json::texts(config, "Cmd"),
            .environment = json::texts(config, "Env"),
            .labels = json::text_map(config, "Labels"),
            .architecture = json::text(inspection, "Architecture"),
            .os = json::text(inspection, "Os")};
}

json::Json to_json(const RestartPolicy& policy) {
    return {{"Name", policy.name}, {"MaximumRetryCount", policy.maximum_retries}};
}

json::Json label_pairs(const Labels& labels) {
    json::Json pairs = json::Json::array();
    for (const auto& [name, value] : labels) pairs.push_back(name + "=" + value);
    return pairs;
}

std::string label_of(const Labels& labels, const char* name) {
    const auto found = labels.find(name);
    return found == labels.end() ? std::string() : found->second;
}

std::string Container::ip_address(const std::string& network) const {
    const std::string wanted = network.empty() ? "bridge" : network;
    for (const Attachment& attachment : networks)
        if (attachment.network == wanted && !attachment.ip_address.empty()) return attachment.ip_address;
    if (!network.empty()) return {};
    const auto first = std::find_if(networks.begin(), networks.end(), [](const Attachment& attachment) {
        return !attachment.ip_address.empty();
    });
    return first == networks.end() ? std::string() : first->ip_address;
}

std::optional<std::string> Container::only_address() const {
    std::optional<std::string> only;
    for (const Attachment& attachment : networks) {
        if (attachment.ip_address.empty()) continue;
        if (only) return {};
        only = attachment.ip_address;
    }
    return only;
}

bool Container::owns_address(const std::string& address) const { return have_address(networks, address); }

bool ContainerSummary::is_running() const {
    return state == "running" || state == "paused" || state == "restarting";
}

bool ContainerSummary::owns_address(const std::string& address) const {
    return have_address(networks, address);
}

}
