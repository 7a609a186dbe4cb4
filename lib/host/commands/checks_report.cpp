#include "dokku/settings_report.hpp"
#include "host/commands/handlers.hpp"
#include "host/commands/report.hpp"
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
    return report(host, checks, arguments, [&](const std::string& scope) { return lines_for(host, scope); });
}

}
