#include "deploy/declared_checks.hpp"

#include "deploy/proxy_headers.hpp"
#include "util/text.hpp"

namespace deploy {

namespace {

using dokku::HealthcheckEntry;

health::Schedule schedule_of(const HealthcheckEntry& entry, const dokku::Settings& settings) {
    const dokku::HealthcheckTiming timing = healthcheck_timing(entry, settings);
    return {.initial_delay = timing.initial_delay,
            .attempts = timing.attempts,
            .wait = timing.wait,
            .timeout = timing.timeout};
}

std::map<std::string, std::string> headers_of(const HealthcheckEntry& entry, const dokku::App& app) {
    std::map<std::string, std::string> headers = entry.headers;
    headers.merge(proxy_headers(app));
    return headers;
}

health::PathCheck path_check(const HealthcheckEntry& entry, const dokku::App& app, int port) {
    return {.port = port,
            .path = entry.path,
            .content = entry.content,
            .headers = headers_of(entry, app),
            .schedule = schedule_of(entry, app.settings),
            .scheme = entry.scheme == "https" ? health::Scheme::https : health::Scheme::http};
}

health::Kind kind_of(const HealthcheckEntry& entry, const dokku::App& app, int port) {
    switch (entry.kind) {
        case HealthcheckEntry::Kind::uptime: return health::UptimeCheck{entry.uptime};
        case HealthcheckEntry::Kind::command:
            return health::CommandCheck{entry.command, schedule_of(entry, app.settings)};
        case HealthcheckEntry::Kind::listening:
            return health::ListeningCheck{port, schedule_of(entry, app.settings)};
        case HealthcheckEntry::Kind::path: break;
    }
    return path_check(entry, app, port);
}

/// Where the program was told to listen.
int port_of(const dokku::App& app, const std::string& process_type, std::optional<int> port) {
    const std::string told = dokku::port_variable(app, {process_type, 1}, port);
    return static_cast<int>(util::parse_number(told, 1, 65535).value_or(health::usual_port));
}

}

std::vector<health::Check> declared_checks(const dokku::App& app, const std::string& process_type,
                                           std::optional<int> port, HealthcheckEntry::Type when) {
    const int own_port = port_of(app, process_type, port);
    std::vector<health::Check> checks;
    for (const HealthcheckEntry& entry : app.healthchecks.of_type(process_type, when))
        checks.push_back(
            {entry.name, kind_of(entry, app, entry.port.value_or(own_port)), entry.warn, entry.on_failure});
    return checks;
}

}
