#include "docker/containers.hpp"

#include "docker/networks.hpp"
#include "docker/recreation.hpp"
#include "docker/types_json.hpp"
#include "util/file.hpp"

#include <thread>

namespace docker {

namespace {

constexpr int tries_to_update = 10;
constexpr util::Milliseconds until_an_end_is_known{100};
constexpr mode_t id_file_mode = 0644;

/// As the docker CLI has it: the file of another container is not overwritten,
/// and no directory made for it.
void check_id_file(const util::Path& path) {
    if (path.empty()) return;
    if (std::filesystem::exists(path))
        throw util::Error("--cidfile " + path.string() + ": there is such a file already");
    if (!std::filesystem::is_directory(std::filesystem::absolute(path).parent_path()))
        throw util::Error("--cidfile " + path.string() + ": there is no such directory");
}

util::Milliseconds stop_patience(util::Seconds grace) {
    return grace.count() < 0 ? no_timeout : grace + long_timeout;
}

}

std::string Containers::create(const ContainerSpec& spec, const std::stop_token& stop) {
    check_id_file(spec.id_file);
    std::string query = "?name=" + url_encoded(spec.name);
    if (!spec.platform.empty()) query += "&platform=" + url_encoded(spec.platform);
    const std::string wanted = "create container " + spec.name;
    const std::string answer = client_.call({.wanted = wanted,
                                             .method = "POST",
                                             .path = "/containers/create" + query,
                                             .body = spec.body,
                                             .stop = stop,
                                             .timeout = long_timeout});
    std::string id = json::text(json::parse_answer(answer, wanted), "Id");
    if (id.empty()) throw util::Error("cannot " + wanted + ": the Engine's answer names no id");
    if (!spec.id_file.empty()) util::write_file(spec.id_file, id, id_file_mode);
    return id;
}

std::string Containers::create_again(const std::string& document, const std::string& name) {
    const ContainerSpec spec = recreate(document, name);
    std::string id = create(spec);
    Networks networks(client_);
    for (const auto& [network, endpoint] : spec.further_networks) networks.connect(network, id, endpoint);
    return id;
}

void Containers::start(const std::string& id, const std::stop_token& stop) {
    client_.call({.wanted = "start container " + id,
                  .method = "POST",
                  .path = path_to("containers", id, "/start"),
                  .stop = stop,
                  .timeout = long_timeout});
}

void Containers::stop(const std::string& id, std::optional<util::Seconds> grace,
                      const std::stop_token& stop) {
    const util::Seconds expected = grace ? *grace : inspect(id, stop).stop_timeout.value_or(engines_grace);
    client_.call(
        {.wanted = "stop container " + id,
         .method = "POST",
         .path = path_to("containers", id, grace ? "/stop?t=" + std::to_string(grace->count()) : "/stop"),
         .stop = stop,
         .timeout = stop_patience(expected)});
}

void Containers::kill(const std::string& id, const std::string& signal) try {
    client_.call({.wanted = "send " + signal + " to container " + id,
                  .method = "POST",
                  .path = path_to("containers", id, "/kill?signal=" + url_encoded(signal))});
} catch (const ApiError& error) {
    if (error.error_class() != ErrorClass::conflict && error.error_class() != ErrorClass::not_found) throw;
}

std::optional<Container> Containers::find(const std::string& id, const std::stop_token& stop) try {
    return inspect(id, stop);
} catch (const ApiError& error) {
    if (error.error_class() != ErrorClass::not_found) throw;
    return {};
}

Container Containers::inspect(const std::string& id, const std::stop_token& stop) {
    const std::string wanted = "inspect container " + id;
    std::string document = client_.call(
        {.wanted = wanted, .method = "GET", .path = path_to("containers", id, "/json"), .stop = stop});
    const json::Json inspection = json::parse_answer(document, wanted);
    return container_from(inspection, std::move(document));
}

std::vector<ContainerSummary> Containers::list(const Labels& labels, const std::vector<std::string>& states,
                                               const std::stop_token& stop) {
    const std::string wanted = "list the containers";
    json::Json chosen{{"label", label_pairs(labels)}};
    if (!states.empty()) chosen["status"] = states;
    const std::string filters = util::json_text(chosen);
    const std::string answer = client_.call({.wanted = wanted,
                                             .method = "GET",
                                             .path = "/containers/json?all=1&filters=" + url_encoded(filters),
                                             .stop = stop});
    std::vector<ContainerSummary> summaries;
    for (const json::Json& row : json::parse_answer(answer, wanted)) summaries.push_back(summary_from(row));
    return summaries;
}

void Containers::remove(const std::string& id, Force force) try {
    client_.call({.wanted = "remove container " + id,
                  .method = "DELETE",
                  .path = path_to("containers", id, force == Force::yes ? "?v=1&force=1" : "?v=1"),
                  .timeout = long_timeout});
} catch (const ApiError& error) {
    const bool gone = error.error_class() == ErrorClass::not_found;
    if (!gone && error.message().find("already in progress") == std::string::npos) throw;
}

void Containers::resize(const std::string& id, const util::WindowSize& size, const std::stop_token& stop) {
    client_.call({.wanted = "resize the terminal of container " + id,
                  .method = "POST",
                  .path = path_to("containers", id, "/resize?" + query_of(size)),
                  .stop = stop});
}

void Containers::rename(const std::string& id, const std::string& name) {
    client_.call({.wanted = "rename container " + id + " to " + name,
                  .method = "POST",
                  .path = path_to("containers", id, "/rename?name=" + url_encoded(checked_id(name)))});
}

void Containers::set_restart_policy(const std::string& id, const RestartPolicy& policy) {
    client_.call({.wanted = "set restart policy " + policy.name + " of container " + id,
                  .method = "POST",
                  .path = path_to("containers", id, "/update"),
                  .body = util::json_text(json::Json{{"RestartPolicy", to_json(policy)}})});
}

/// The Engine asks runc about the process even for this. Where that has just
/// ended it refuses, keeps the former policy, and learns of the end a moment later.
void Containers::forbid_restarts(const std::string& id) {
    for (int tries = 1;; ++tries) {
        try {
            return set_restart_policy(id, {});
        } catch (const ApiError& error) {
            if (!find(id)) return;
            if (error.error_class() != ErrorClass::server || tries == tries_to_update) throw;
        }
        std::this_thread::sleep_for(until_an_end_is_known);
    }
}

void Containers::forbid_restarts(const Container& container) {
    const std::string& policy = container.restart_policy.name;
    if (!policy.empty() && policy != "no") forbid_restarts(container.id);
}

}
