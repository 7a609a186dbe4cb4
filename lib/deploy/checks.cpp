#include "deploy/checks.hpp"

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

std::string first_real_domain(const std::vector<std::string>& domains) {
    const auto real = std::find_if(domains.begin(), domains.end(), [](const std::string& domain) {
        return domain != "localhost" && domain.find('*') == std::string::npos;
    });
    return real == domains.end() ? "" : *real;
}

health::ReleaseCheck release_check(const Survey& survey, int port) {
    const dokku::Settings& settings = survey.app.settings;
    health::ReleaseCheck check{.port = port,
                               .endpoint_type = endpoint_type(survey),
                               .strict = settings.strict.value,
                               .deadline = settings.release_deadline.value};
    if (settings.response_timeout.value) check.response_timeout = *settings.response_timeout.value;
    if (settings.initial_delay.value) check.initial_delay = *settings.initial_delay.value;
    if (const std::string host = first_real_domain(survey.app.domains); !host.empty())
        check.headers["Host"] = host;
    if (survey.app.has_certificate) check.headers["X-Forwarded-Proto"] = "https";
    return check;
}

std::vector<health::Check> release_checks(const Survey& survey) {
    std::vector<health::Check> checks{{"release", release_check(survey, survey.port->port)}};
    for (const int port : survey.port->further_http)
        checks.push_back({"port " + std::to_string(port), release_check(survey, port), true});
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

ChosenChecks choose_checks(const Survey& survey, const std::string& process_type) {
    const dokku::Settings& settings = survey.app.settings;
    if (settings.disables(process_type)) return {{{"still running", health::UptimeCheck{came_up_after}}}};
    if (settings.skips(process_type)) return {{}, true};
    const bool probed = process_type == "web" && survey.port &&
                        settings.release_check.value == dokku::ReleaseCheckMode::enclave;
    if (probed) return {release_checks(survey)};
    return {{{"uptime", health::UptimeCheck{settings.default_wait.value}}}};
}

}
