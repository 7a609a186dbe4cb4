#include "dokku/settings_report.hpp"

#include "docker/types.hpp"
#include "dokku/own_properties.hpp"
#include "util/text.hpp"

namespace dokku {

namespace {

constexpr bool usual_init = true;

std::string text_of(bool value) { return value ? "true" : "false"; }
std::string text_of(int value) { return std::to_string(value); }
std::string text_of(util::Seconds value) { return std::to_string(value.count()); }
std::string text_of(const std::string& value) { return value; }
std::string text_of(const std::vector<std::string>& value) {
    return value.empty() ? "none" : util::join(value, ",");
}
std::string text_of(ReleaseCheckMode value) {
    return value == ReleaseCheckMode::uptime ? "uptime" : "enclave";
}
std::string text_of(Drain value) {
    constexpr const char* names[] = {"endpoint", "timer", "connections", "signal"};
    return names[static_cast<std::size_t>(value)];
}
template <typename T>
std::string text_of(const std::optional<T>& value) {
    return value ? text_of(*value) : std::string();
}

template <typename T>
SettingInForce in_force(const char* key, const Setting<T>& setting) {
    return {key, text_of(setting.value), setting.source};
}

/// Of one that has a usual value where nobody sets it.
template <typename T>
SettingInForce in_force(const char* key, const Setting<std::optional<T>>& setting, const T& usual) {
    return {key, text_of(setting.value.value_or(usual)), setting.source};
}

/// The settings behind our own properties.
std::vector<SettingInForce> own_settings(const Settings& s) {
    return {in_force("allow-failure-command", s.allow_failure_command),
            in_force("drain", s.drain),
            in_force("early-proxy-rebuild", s.early_proxy_rebuild),
            in_force("endpoint-port", s.endpoint_port),
            in_force("endpoint-type", s.endpoint_type),
            in_force("init-process", s.init_process, usual_init),
            in_force("log-lines", s.log_lines),
            in_force("parallel-schedule-count", s.parallel_schedule_count),
            in_force("release-check", s.release_check),
            in_force("release-healthcheck-timeout", s.release_deadline),
            in_force("strict-health-checks", s.strict)};
}

/// Settings that other plugins keep and we obey.
std::vector<SettingInForce> foreign_settings(const Settings& s) {
    return {in_force("checks-attempts", s.attempts),
            in_force("checks-default-wait", s.default_wait),
            in_force("checks-disabled", s.disabled_types),
            in_force("checks-skipped", s.skipped_types),
            in_force("checks-timeout", s.response_timeout),
            in_force("checks-wait", s.initial_delay),
            in_force("checks-wait-to-retire", s.wait_to_retire),
            in_force("stop-timeout-seconds", s.stop_timeout,
                     s.usual_stop_timeout.value_or(docker::engines_grace))};
}

std::string flag(const std::string& kind, const std::string& key) {
    return std::string("--") + plugin_name + "-" + kind + key;
}

}

std::vector<SettingInForce> settings_in_force(const Settings& settings) {
    std::vector<SettingInForce> all = own_settings(settings);
    const std::vector<SettingInForce> foreign = foreign_settings(settings);
    all.insert(all.end(), foreign.begin(), foreign.end());
    return all;
}

std::vector<ReportLine> report_settings(const Environment& environment, const std::string& app,
                                        const Settings& settings) {
    const Properties properties(environment, plugin_name);
    const bool is_app = app != global;
    std::vector<ReportLine> lines;
    for (const SettingInForce& setting : settings_in_force(settings)) {
        lines.push_back({flag("computed-", setting.key), setting.value});
        if (is_app) lines.push_back({flag("source-", setting.key), setting.source});
    }
    for (const OwnProperty& property : own_properties()) {
        if (is_app) lines.push_back({flag("", property.key), properties.get(app, property.key).value_or("")});
        if (property.scope == OwnProperty::Scope::app_and_global)
            lines.push_back(
                {flag("global-", property.key), properties.get(global, property.key).value_or("")});
    }
    return lines;
}

}
