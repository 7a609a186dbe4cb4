#include "dokku/settings_report.hpp"

#include "dokku/own_properties.hpp"
#include "util/text.hpp"

#include <functional>

namespace dokku {

namespace {

/// What counts, as text, and where it comes from.
struct Computed {
    std::string value;
    std::string source;
};

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
Computed computed(const Setting<T>& setting) {
    return {text_of(setting.value), setting.source};
}

struct Row {
    const char* key;
    Computed (*compute)(const Settings& settings);
};

/// The settings behind our own properties.
constexpr Row own_rows[] = {
    {"allow-failure-command", [](const Settings& s) { return computed(s.allow_failure_command); }},
    {"drain", [](const Settings& s) { return computed(s.drain); }},
    {"early-proxy-rebuild", [](const Settings& s) { return computed(s.early_proxy_rebuild); }},
    {"endpoint-port", [](const Settings& s) { return computed(s.endpoint_port); }},
    {"endpoint-type", [](const Settings& s) { return computed(s.endpoint_type); }},
    {"init-process", [](const Settings& s) { return computed(s.init_process); }},
    {"log-lines", [](const Settings& s) { return computed(s.log_lines); }},
    {"parallel-schedule-count", [](const Settings& s) { return computed(s.parallel_schedule_count); }},
    {"release-check", [](const Settings& s) { return computed(s.release_check); }},
    {"release-healthcheck-timeout", [](const Settings& s) { return computed(s.release_deadline); }},
    {"strict-health-checks", [](const Settings& s) { return computed(s.strict); }},
};

/// Settings that other plugins keep and we obey.
constexpr Row foreign_rows[] = {
    {"checks-attempts", [](const Settings& s) { return computed(s.attempts); }},
    {"checks-default-wait", [](const Settings& s) { return computed(s.default_wait); }},
    {"checks-disabled", [](const Settings& s) { return computed(s.disabled_types); }},
    {"checks-skipped", [](const Settings& s) { return computed(s.skipped_types); }},
    {"checks-timeout", [](const Settings& s) { return computed(s.response_timeout); }},
    {"checks-wait", [](const Settings& s) { return computed(s.initial_delay); }},
    {"checks-wait-to-retire", [](const Settings& s) { return computed(s.wait_to_retire); }},
    {"stop-timeout-seconds", [](const Settings& s) { return computed(s.stop_timeout); }},
};

std::string flag(const std::string& kind, const std::string& key) {
    return std::string("--") + plugin_name + "-" + kind + key;
}

}

std::vector<ReportLine> report_settings(const Environment& environment, const std::string& app,
                                        const Settings& settings) {
    const Properties properties(environment, plugin_name);
    const bool is_app = app != global;
    std::vector<ReportLine> lines;
    const auto add_computed = [&](const Row& row) {
        const Computed what = row.compute(settings);
        lines.push_back({flag("computed-", row.key), what.value});
        if (is_app) lines.push_back({flag("source-", row.key), what.source});
    };
    for (const Row& row : own_rows) {
        add_computed(row);
        if (is_app) lines.push_back({flag("", row.key), properties.get(app, row.key).value_or("")});
        if (find_own_property(row.key).scope == OwnProperty::Scope::app_and_global)
            lines.push_back({flag("global-", row.key), properties.get(global, row.key).value_or("")});
    }
    for (const Row& row : foreign_rows) add_computed(row);
    return lines;
}

}
