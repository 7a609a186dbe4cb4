#include "deploy/checks.hpp"

#include "deploy/declared_checks.hpp"
#include "deploy/proxy_headers.hpp"

#include <algorithm>

namespace deploy {

namespace {

constexpr std::chrono::seconds came_up_after{1};

struct EndpointTypeName {
    const char* name;
    health::EndpointType type;
};
constexpr EndpointTypeName endpoint_types[] = {{"http", health::EndpointType::http},
                                               {"tls", health::EndpointType::tls},
                                               {"tcp", health::EndpointType::tcp}};

/// Dokku's schemes http, https and grpc reach the container as plain HTTP; what
/// else a proxy may route is only asked for a connection.
health::EndpointType endpoint_type(const Survey& survey) {
    const auto& property = survey.app.settings.endpoint_type.value;
    const std::string name = property.value_or(survey.port->scheme);
    const auto* found = std::find_if(std::begin(endpoint_types), std::end(endpoint_types),
                                     [&](const EndpointTypeName& row) { return name == row.name; });
    return found == std::end(endpoint_types) ? health::EndpointType::http : found->type;
}

health::ReleaseCheck release_check(const Survey& survey, int port) {
    const dokku::Settings& settings = survey.app.settings;
    health::ReleaseCheck check{.port = port,
                               .endpoint_type = endpoint_type(survey),
                               .strict = settings.strict.value,
                               .deadline = settings.release_deadline.value};
    if (settings.response_timeout.value) check.response_timeout = *settings.response_timeout.value;
    if (settings.initial_delay.value) check.initial_delay = *settings.initial_delay.value;
    check.headers = proxy_headers(survey.app);
    return check;
}

std::vector<health::Check> release_checks(const Survey& survey) {
    std::vector<health::Check> checks{{"release", release_check(survey, survey.port->port)}};
    for (const int port : survey.port->further_http)
        checks.push_back({"port " + std::to_string(port), release_check(survey, port), true});
    return checks;
}

std::optional<int> endpoint_port(const Survey& survey, const std::string& process_type) {
    if (process_type != "web" || !survey.port) return {};
    return survey.port->port;
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

ChosenChecks choose_checks(const Survey& survey, const std::string& process_type) {
    const dokku::Settings& settings = survey.app.settings;
    if (settings.disables(process_type)) return {{{"still running", health::UptimeCheck{came_up_after}}}};
    if (settings.skips(process_type)) return {{}, true};
    const std::optional<int> port = endpoint_port(survey, process_type);
    auto declared = declared_checks(survey.app, process_type, port);
    if (!declared.empty()) return {std::move(declared)};
    const bool asks = settings.release_check.value == dokku::ReleaseCheckMode::enclave;
    if (port && asks) return {release_checks(survey)};
    return {{{"uptime", health::UptimeCheck{settings.default_wait.value}}}};
}

}
