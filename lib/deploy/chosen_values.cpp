#include "deploy/chosen_values.hpp"

#include "dokku/settings_report.hpp"
#include "util/text.hpp"

namespace deploy {

namespace {

using dokku::HealthcheckEntry;

constexpr const char* nobody_set_it = "default";

std::string kind_of(const HealthcheckEntry& entry) {
    switch (entry.kind) {
        case HealthcheckEntry::Kind::command: return "command";
        case HealthcheckEntry::Kind::listening: return "listening";
        case HealthcheckEntry::Kind::uptime: return "uptime " + std::to_string(entry.uptime.count()) + " s";
        case HealthcheckEntry::Kind::path: break;
    }
    return "path " + util::shortened(entry.path, 200);
}

/// Adds "NAME VALUE UNIT" for a value that the entry sets.
void add(std::vector<std::string>& parts, const std::string& name, const std::optional<int>& value) {
    if (value) parts.push_back(name + " " + std::to_string(*value));
}
void add(std::vector<std::string>& parts, const std::string& name,
         const std::optional<util::Seconds>& value) {
    if (value) parts.push_back(name + " " + std::to_string(value->count()) + " s");
}

std::string describe(const HealthcheckEntry& entry) {
    std::vector<std::string> parts{kind_of(entry)};
    add(parts, "port", entry.port);
    add(parts, "attempts", entry.attempts);
    add(parts, "initialDelay", entry.initial_delay);
    add(parts, "timeout", entry.timeout);
    add(parts, "wait", entry.wait);
    if (entry.scheme != "http") parts.push_back("scheme " + entry.scheme);
    if (!entry.content.empty()) parts.push_back("content " + util::shortened(entry.content, 60));
    for (const auto& [name, value] : entry.headers) parts.push_back("header " + name);
    if (entry.warn) parts.emplace_back("only warns");
    if (!entry.on_failure.empty()) parts.emplace_back("onFailure");
    return entry.place + " (" + entry.name + "): " + util::join(parts, ", ");
}

}

std::vector<std::string> chosen_settings(const dokku::Settings& settings) {
    std::vector<std::string> lines;
    for (const dokku::SettingInForce& setting : dokku::settings_in_force(settings))
        if (setting.source != nobody_set_it)
            lines.push_back(setting.key + " is " + setting.value + " (" + setting.source + ")");
    return lines;
}

std::vector<std::string> chosen_healthchecks(const dokku::Healthchecks& healthchecks,
                                             const std::string& process_type) {
    std::vector<std::string> lines;
    for (const HealthcheckEntry& entry : healthchecks.at_deploy(process_type))
        lines.push_back(describe(entry));
    return lines;
}

}
