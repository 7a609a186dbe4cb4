#include "dokku/settings.hpp"

#include "dokku/config.hpp"
#include "dokku/own_properties.hpp"
#include "dokku/properties.hpp"
#include "dokku/version_differences.hpp"
#include "util/error.hpp"
#include "util/text.hpp"

#include <algorithm>
#include <array>

namespace dokku {

namespace {

using Variables = std::map<std::string, std::string>;

constexpr const char* docker_local = "scheduler-docker-local";
constexpr const char* all_types = "_all_";
constexpr int longest_wait = 7 * 24 * 3600;

constexpr util::Seconds dokkus_stop_timeout{30};

struct Found {
    std::string text;
    std::string source;
};

/// Where a setting may stand: a property, and a config variable of our own or of
/// Dokku's, from before the property.
struct Place {
    const char* plugin;
    const char* key;
    const char* own_variable = nullptr;

    const char* variable() const {
        return own_variable != nullptr ? own_variable : variable_before(plugin, key);
    }
};

/// What other plugins keep in figures.
constexpr Place default_wait{"checks", "default-wait"};
constexpr Place initial_delay{"checks", "wait"};
constexpr Place response_timeout{"checks", "timeout"};
constexpr Place attempts{"checks", "attempts"};
constexpr Place wait_to_retire{"checks", "wait-to-retire"};
constexpr Place stop_timeout{"ps", "stop-timeout-seconds"};

struct Figure {
    Place place;
    int lowest;
    int highest;
    const char* unit;
};
constexpr std::array figures{
    Figure{default_wait, 0, longest_wait, "seconds"},     Figure{initial_delay, 0, longest_wait, "seconds"},
    Figure{response_timeout, 1, longest_wait, "seconds"}, Figure{attempts, 1, most_healthcheck_attempts, ""},
    Figure{wait_to_retire, 0, longest_wait, "seconds"},   Figure{stop_timeout, 0, longest_wait, "seconds"}};

/// Answers what was set, first hit first.
class Lookup {
public:
    Lookup(const Environment& environment, std::string app, const Variables& own, const Variables& others)
        : environment_(environment), app_(std::move(app)), app_config_(own), global_config_(others) {}

    std::optional<Found> find(const Place& place) const {
        const Properties properties(environment_, place.plugin);
        if (auto text = properties.get(app_, place.key)) return Found{*text, "the app's property"};
        if (auto text = properties.get(global, place.key)) return Found{*text, "the global property"};
        const char* variable = place.variable();
        if (variable == nullptr) return {};
        if (auto found = find_variable(app_config_, variable, "config ")) return found;
        return find_variable(global_config_, variable, "global config ");
    }

    /// As find(); throws for a value that the rule does not accept.
    std::optional<Found> find(const Place& place, const ValueRule& rule) const {
        auto found = find(place);
        if (!found || rule.accepts(found->text)) return found;
        throw util::Error(std::string(place.plugin) + " " + place.key + " of " + app_ + " is " +
                          util::shown(found->text, 80) + " (" + found->source + "), but must be " +
                          rule.describe());
    }

    std::optional<Found> find_own(const char* key, const char* variable = nullptr) const {
        return find({plugin_name, key, variable}, find_own_property(key).rule);
    }

private:
    static std::optional<Found> find_variable(const Variables& variables, const std::string& name,
                                              const std::string& prefix) {
        const auto found = variables.find(name);
        if (found == variables.end() || found->second.empty()) return {};
        return Found{found->second, prefix + name};
    }

    const Environment& environment_;
    std::string app_;
    const Variables& app_config_;
    const Variables& global_config_;
};

// What these read has been accepted by a rule.
int to_int(const std::string& text) { return std::stoi(text); }
util::Seconds to_seconds(const std::string& text) { return util::Seconds(to_int(text)); }
bool to_bool(const std::string& text) { return text == "true"; }

std::vector<std::string> to_types(const std::string& text) {
    std::vector<std::string> types;
    for (const std::string& entry : util::split(text, ','))
        if (const std::string type(util::trim(entry)); !type.empty() && type != "none") types.push_back(type);
    return types;
}

ReleaseCheckMode to_release_check(const std::string& text) {
    return text == "uptime" ? ReleaseCheckMode::uptime : ReleaseCheckMode::enclave;
}

Drain to_drain(const std::string& text) {
    struct Row {
        const char* word;
        Drain drain;
    };
    constexpr std::array rows{Row{"timer", Drain::timer}, Row{"connections", Drain::connections},
                              Row{"signal", Drain::signal}};
    const auto* found =
        std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return text == row.word; });
    return found == rows.end() ? Drain::endpoint : found->drain;
}

template <typename T, typename Convert>
void take(Setting<T>& setting, const std::optional<Found>& found, Convert convert) {
    if (found) setting = {T(convert(found->text)), found->source};
}

void load_dokkus(const Lookup& lookup, Settings& settings) {
    const auto figure = [&lookup](const Place& place) {
        return lookup.find(place, *rule_of_property(place.plugin, place.key));
    };
    take(settings.default_wait, figure(default_wait), to_seconds);
    take(settings.initial_delay, figure(initial_delay), to_seconds);
    take(settings.response_timeout, figure(response_timeout), to_seconds);
    take(settings.attempts, figure(attempts), to_int);
    take(settings.wait_to_retire, figure(wait_to_retire), to_seconds);
    take(settings.stop_timeout, figure(stop_timeout), to_seconds);
    take(settings.skipped_types, lookup.find({"checks", "skipped"}), to_types);
    take(settings.disabled_types, lookup.find({"checks", "disabled"}), to_types);
}

void load_ours(const Lookup& lookup, Settings& settings) {
    take(settings.release_deadline,
         lookup.find_own("release-healthcheck-timeout", "RELEASE_HEALTHCHECK_TIMEOUT"), to_seconds);
    take(settings.strict, lookup.find_own("strict-health-checks", "STRICT_HEALTH_CHECKS"), to_bool);
    take(settings.release_check, lookup.find_own("release-check"), to_release_check);
    take(settings.endpoint_port, lookup.find_own("endpoint-port"), to_int);
    take(settings.endpoint_type, lookup.find_own("endpoint-type"),
         [](const std::string& text) { return text; });
    take(settings.drain, lookup.find_own("drain"), to_drain);
    take(settings.log_lines, lookup.find_own("log-lines"), to_int);
    take(settings.early_proxy_rebuild, lookup.find_own("early-proxy-rebuild"), to_bool);
    take(settings.allow_failure_command, lookup.find_own("allow-failure-command"), to_bool);
}

/// An app that comes from docker-local brings its values along.
std::optional<Found> inherited(const Lookup& lookup, const char* key, const std::optional<ValueRule>& rule) {
    const Place place{docker_local, key};
    auto found = rule ? lookup.find(place, *rule) : lookup.find(place);
    if (found) found->source += " of " + std::string(docker_local);
    return found;
}

void load_inherited(const Lookup& lookup, Settings& settings) {
    constexpr const char* init = "init-process";
    constexpr const char* count = "parallel-schedule-count";
    const auto own_init = lookup.find_own(init);
    // docker-local takes anything but "true" for a no.
    take(settings.init_process, own_init ? own_init : inherited(lookup, init, {}), to_bool);
    const auto own_count = lookup.find_own(count);
    take(settings.parallel_schedule_count,
         own_count ? own_count : inherited(lookup, count, find_own_property(count).rule), to_int);
}

bool lists(const std::vector<std::string>& types, const std::string& type) {
    return std::any_of(types.begin(), types.end(),
                       [&](const std::string& entry) { return entry == type || entry == all_types; });
}

}

bool Settings::skips(const std::string& process_type) const {
    return lists(skipped_types.value, process_type);
}

bool Settings::disables(const std::string& process_type) const {
    return lists(disabled_types.value, process_type);
}

std::optional<ValueRule> rule_of_property(const std::string& plugin, const std::string& key) {
    const auto found = std::find_if(figures.begin(), figures.end(), [&](const Figure& figure) {
        return plugin == figure.place.plugin && key == figure.place.key;
    });
    if (found == figures.end()) return {};
    return ValueRule::number(found->lowest, found->highest, found->unit);
}

Settings load_settings(const Environment& environment, const std::string& app,
                       const std::map<std::string, std::string>& app_config,
                       const std::map<std::string, std::string>& global_config) {
    const Lookup lookup(environment, app, app_config, global_config);
    Settings settings;
    load_dokkus(lookup, settings);
    load_ours(lookup, settings);
    load_inherited(lookup, settings);
    if (has(dokku_version(environment), Difference::Kind::default_value, "ps stop-timeout-seconds"))
        settings.usual_stop_timeout = dokkus_stop_timeout;
    return settings;
}

Settings load_settings(const Environment& environment, const std::string& app) {
    const Config own = app == global ? Config{} : read_config(environment, app);
    return load_settings(environment, app, own, read_config(environment, global));
}

}
