#include "dokku/report.hpp"
#include "dokku/settings_report.hpp"
#include "host/apps.hpp"
#include "host/commands/arguments.hpp"
#include "host/commands/handlers.hpp"
#include "host/property_keys.hpp"

#include <algorithm>

namespace host::command {

namespace {

constexpr const char* checks = "checks";

/// What counts for an app, config variables included.
std::vector<dokku::SettingInForce> in_force(const Host& host, const std::string& app) {
    return dokku::settings_in_force(dokku::load_settings(host.environment, app));
}

std::string computed(const std::vector<dokku::SettingInForce>& settings, const std::string& key) {
    const auto found =
        std::find_if(settings.begin(), settings.end(),
                     [&](const dokku::SettingInForce& setting) { return setting.key == "checks-" + key; });
    return found == settings.end() ? "" : found->value;
}

std::vector<dokku::ReportLine> lines_for(const Host& host, const std::string& app) {
    const dokku::Properties properties = host.properties(checks);
    const auto settings = in_force(host, app);
    const bool is_app = app != dokku::global;
    std::vector<dokku::ReportLine> lines;
    for (const std::string& key : property_keys(checks)) {
        lines.push_back({"--checks-computed-" + key, computed(settings, key)});
        lines.push_back({"--checks-global-" + key, properties.get(dokku::global, key).value_or("")});
        if (is_app) lines.push_back({"--checks-" + key, properties.get(app, key).value_or("")});
    }
    if (!is_app) return lines;
    for (const std::string key : {"disabled", "skipped"})
        lines.push_back({"--checks-" + key + "-list", properties.get(app, key).value_or("none")});
    return lines;
}

}

int checks_report(Host& host, const Words& arguments) {
    const std::string& first = word(arguments, 0);
    if (first == dokku::global || (!first.empty() && !first.starts_with("--"))) {
        const std::string& scope = scope_argument(host, arguments);
        dokku::print_report(host.log, {scope, checks}, lines_for(host, scope), words_from(arguments, 1));
        return 0;
    }
    for (const std::string& app : app_names(host))
        dokku::print_report(host.log, {app, checks}, lines_for(host, app), arguments);
    return 0;
}

}
