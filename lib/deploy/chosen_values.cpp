#include "deploy/chosen_values.hpp"

#include "dokku/names.hpp"
#include "dokku/settings_report.hpp"
#include "util/text.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <variant>

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

/// What the containers of a deploy make use of.
class Use {
public:
    Use(const dokku::App& app, const std::vector<NewContainer>& containers) : app_(app) {
        for (const NewContainer& container : containers) add(container);
    }

    bool release_check() const { return release_check_; }
    bool default_uptime() const { return default_uptime_; }
    bool web() const { return web_; }
    /// Web without healthchecks of its own.
    bool undeclared_web() const { return undeclared_web_; }
    /// Old containers that stay for a time.
    bool retirement() const {
        const dokku::Drain drain = app_.settings.drain.value;
        return endpoint_ || drain == dokku::Drain::timer || drain == dokku::Drain::signal;
    }
    bool attempts() const {
        return any([](const HealthcheckEntry& entry) { return is_tried(entry) && !entry.attempts; });
    }
    bool timeout() const {
        return release_check_ ||
               any([](const HealthcheckEntry& entry) { return is_tried(entry) && !entry.timeout; });
    }
    bool initial_delay() const {
        return release_check_ ||
               any([](const HealthcheckEntry& entry) { return is_tried(entry) && !entry.initial_delay; });
    }
    bool failure_command() const {
        return any([](const HealthcheckEntry& entry) { return !entry.on_failure.command.empty(); });
    }
    bool skipped() const { return skipped_; }
    bool disabled() const { return disabled_; }

private:
    static bool is_tried(const HealthcheckEntry& entry) {
        return entry.kind != HealthcheckEntry::Kind::uptime;
    }

    void add(const NewContainer& container) {
        const std::string& type = container.replica.process_type;
        web_ = web_ || type == dokku::web_process;
        endpoint_ = endpoint_ || container.port.has_value();
        if (app_.settings.disables(type)) disabled_ = true;
        else if (app_.settings.skips(type)) skipped_ = true;
        else add_checks(type, container);
    }

    void add_checks(const std::string& type, const NewContainer& container) {
        const auto declared = app_.healthchecks.at_deploy(type);
        entries_.insert(entries_.end(), declared.begin(), declared.end());
        if (!declared.empty()) return;
        const auto& checks = container.checks.checks;
        const bool asks = !checks.empty() && std::holds_alternative<health::ReleaseCheck>(checks[0].kind);
        (asks ? release_check_ : default_uptime_) = true;
        undeclared_web_ = undeclared_web_ || type == dokku::web_process;
    }

    bool any(bool (*fits)(const HealthcheckEntry& entry)) const {
        return std::any_of(entries_.begin(), entries_.end(), fits);
    }

    const dokku::App& app_;
    std::vector<HealthcheckEntry> entries_;
    bool release_check_ = false;
    bool default_uptime_ = false;
    bool web_ = false;
    bool undeclared_web_ = false;
    bool endpoint_ = false;
    bool skipped_ = false;
    bool disabled_ = false;
};

struct Condition {
    std::string_view setting;
    bool (Use::*counts)() const;
};
/// A setting that is not here always counts.
constexpr std::array conditions{Condition{"allow-failure-command", &Use::failure_command},
                                Condition{"checks-attempts", &Use::attempts},
                                Condition{"checks-default-wait", &Use::default_uptime},
                                Condition{"checks-disabled", &Use::disabled},
                                Condition{"checks-skipped", &Use::skipped},
                                Condition{"checks-timeout", &Use::timeout},
                                Condition{"checks-wait", &Use::initial_delay},
                                Condition{"checks-wait-to-retire", &Use::retirement},
                                Condition{"early-proxy-rebuild", &Use::web},
                                Condition{"endpoint-port", &Use::web},
                                Condition{"endpoint-type", &Use::release_check},
                                Condition{"release-check", &Use::undeclared_web},
                                Condition{"release-healthcheck-timeout", &Use::release_check},
                                Condition{"strict-health-checks", &Use::release_check}};

bool counts(const std::string& setting, const Use& use) {
    const auto* found = std::find_if(conditions.begin(), conditions.end(), [&](const Condition& condition) {
        return condition.setting == setting;
    });
    return found == conditions.end() || (use.*found->counts)();
}

}

std::vector<std::string> chosen_settings(const dokku::App& app, const std::vector<NewContainer>& containers) {
    const Use use(app, containers);
    std::vector<std::string> lines;
    for (const dokku::SettingInForce& setting : dokku::settings_in_force(app.settings))
        if (setting.source != nobody_set_it && counts(setting.key, use))
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
