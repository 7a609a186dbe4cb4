#include "docker/networks.hpp"

#include "docker/json.hpp"

namespace docker {

namespace {

constexpr int forbidden = 403;

}

std::optional<std::string> Networks::inspect(const std::string& name, const std::stop_token& stop) try {
    return client_.call({.wanted = "inspect network " + name,
                         .method = "GET",
                         .path = path_to("networks", name, ""),
                         .stop = stop});
} catch (const ApiError& error) {
    if (error.error_class() != ErrorClass::not_found) throw;
    return {};
}

bool Networks::exists(const std::string& name, const std::stop_token& stop) {
    return inspect(name, stop).has_value();
}

std::optional<util::Timestamp> Networks::created(const std::string& name, const std::stop_token& stop) {
    const auto document = inspect(name, stop);
    if (!document) return {};
    return util::parse_timestamp(
        json::text(json::parse_answer(*document, "inspect network " + name), "Created"));
}

void Networks::connect(const std::string& network, const std::string& container_id,
                       const std::string& endpoint, const std::stop_token& stop) try {
    const std::string wanted = "connect container " + checked_id(container_id) + " to network " + network;
    const json::Json body = {{"Container", container_id},
                             {"EndpointConfig", json::parse_answer(endpoint, wanted)}};
    client_.call({.wanted = wanted,
                  .method = "POST",
                  .path = path_to("networks", network, "/connect"),
                  .body = util::json_text(body),
                  .stop = stop});
} catch (const ApiError& error) {
    const bool connected = error.message().find("already exists in network") != std::string::npos;
    if (error.status() != forbidden || !connected) throw;
}

}
