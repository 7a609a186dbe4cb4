#include "deploy/checks.hpp"

#include "deploy/declared_checks.hpp"
#include "deploy/proxy_headers.hpp"
#include "dokku/names.hpp"

#include <algorithm>

namespace deploy {

namespace {

constexpr std::chrono::seconds came_up_after{1};
/// For further ports of a program that serves at its first.
constexpr std::chrono::seconds further_port_time{1};

struct EndpointTypeName {
    const char* name;
    health::EndpointType type;
};
constexpr EndpointTypeName endpoint_types[] = {{"http", health::EndpointType::http},
                                               {"tls", health::EndpointType::tls},
                                               {"tcp", health::EndpointType::tcp}};

/// Dokku's schemes http, https and grpc reach the container as plain HTTP; what
/// else a proxy may route is only asked for a connection.
health::EndpointType endpoint_type(const dokku::Settings& settings, const std::string& scheme) {
    const std::string name = settings.endpoint_type.value.value_or(scheme);
    const auto* found = std::find_if(std::begin(endpoint_types), std::end(endpoint_types),
                                     [&](const EndpointTypeName& row) { return name == row.name; });
    return found == std::end(endpoint_types) ? health::EndpointType::http : found->type;
}

health::ReleaseCheck release_check(const dokku::App& app, health::EndpointType type, int port) {
    const dokku::Settings& settings = app.settings;
    health::ReleaseCheck check{.port = port,
                               .endpoint_type = type,
                               .strict = settings.strict.value,
                               .deadline = settings.release_deadline.value};
    if (settings.response_timeout.value) check.response_timeout = *settings.response_timeout.value;
    if (settings.initial_delay.value) check.initial_delay = *settings.initial_delay.value;
    check.headers = proxy_headers(app);
    return check;
}

std::vector<health::Check> release_checks(const dokku::App& app, const dokku::ChosenPort& port) {
    const auto type = endpoint_type(app.settings, port.scheme);
    std::vector<health::Check> checks{{"release", release_check(app, type, port.port)}};
    for (const int further : port.further_http) {
        health::ReleaseCheck check = release_check(app, health::EndpointType::http, further);
        check.deadline = std::min<util::Milliseconds>(check.deadline, further_port_time);
        checks.push_back({"port " + std::to_string(further), check, true, {}, health::Turn::afterwards});
    }
    return checks;
}

}

std::optional<std::string> reason_to_stop_first(const dokku::App& app, const std::string& process_type,
                                                const docker::ContainerSpec& spec) {
    if (app.settings.disables(process_type)) return "its checks are disabled";
    if (spec.has_fixed_host_port) return "it publishes a fixed host port";
    if (spec.network_mode == "host") return "it uses the host's network";
    if (spec.has_fixed_address) return "it has a fixed address";
    return {};
}

ChosenChecks choose_checks(const dokku::App& app, const std::string& process_type,
                           const std::optional<dokku::ChosenPort>& port) {
    const dokku::Settings& settings = app.settings;
    if (settings.disables(process_type)) return {{{"still running", health::UptimeCheck{came_up_after}}}};
    if (settings.skips(process_type)) return {{}, true};
    const bool has_endpoint = process_type == dokku::web_process && port.has_value();
    auto declared =
        declared_checks(app, process_type, has_endpoint ? std::optional<int>(port->port) : std::nullopt);
    if (!declared.empty()) return {std::move(declared)};
    const bool asks = settings.release_check.value == dokku::ReleaseCheckMode::enclave;
    if (has_endpoint && asks) return {release_checks(app, *port)};
    return {{{"uptime", health::UptimeCheck{settings.default_wait.value}}}};
}

}
