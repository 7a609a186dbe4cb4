#pragma once

#include "dokku/environment.hpp"
#include "dokku/value_rule.hpp"
#include "util/clock.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace dokku {

/// What any check may ask for at most, wherever it is declared; seconds.
constexpr int longest_healthcheck_time = 24 * 3600;
constexpr int most_healthcheck_attempts = 1000;

/// A setting's value and where it comes from: "the app's property", "the global
/// property", "config DOKKU_CHECKS_WAIT", "global config DOKKU_CHECKS_WAIT",
/// "the app's property of scheduler-docker-local", "default".
template <typename T>
struct Setting {
    T value{};
    std::string source = "default";
};

enum class ReleaseCheckMode { enclave, uptime };
enum class Drain { endpoint, timer, connections, signal };

/// Everything an operator can set, resolved: the app's property, the global
/// property, the app's config variable, the global one, the default. Read from
/// files, not from computed triggers, whose answers hide what was set.
struct Settings {
    Setting<util::Seconds> default_wait{std::chrono::seconds(10)};
    Setting<std::optional<util::Seconds>> initial_delay{};
    Setting<std::optional<util::Seconds>> response_timeout{};
    Setting<std::optional<int>> attempts{};
    Setting<util::Seconds> wait_to_retire{std::chrono::seconds(60)};
    Setting<std::optional<util::Seconds>>
        stop_timeout{};  ///< nothing: the container's own, else usual_stop_timeout
    std::optional<util::Seconds> usual_stop_timeout{};  ///< of this Dokku; nothing: the Engine's
    Setting<util::Seconds> release_deadline{std::chrono::seconds(180)};
    Setting<bool> strict{false};
    Setting<std::vector<std::string>> skipped_types{};  ///< "_all_" is every type
    Setting<std::vector<std::string>> disabled_types{};
    Setting<ReleaseCheckMode> release_check{ReleaseCheckMode::enclave};
    Setting<std::optional<int>> endpoint_port{};
    Setting<std::optional<std::string>> endpoint_type{};  ///< http, tls, tcp
    Setting<int> parallel_schedule_count{4};
    Setting<std::optional<bool>> init_process{};
    Setting<Drain> drain{Drain::endpoint};
    Setting<int> log_lines{20};
    Setting<bool> early_proxy_rebuild{false};
    Setting<bool> allow_failure_command{false};

    bool skips(const std::string& process_type) const;
    bool disables(const std::string& process_type) const;
};

/// What load_settings() accepts for a property of another plugin, nothing for
/// one that it takes as it is or does not know.
std::optional<ValueRule> rule_of_property(const std::string& plugin, const std::string& key);

/// The configurations are the app's own and the host's. Throws util::Error that
/// names the setting, its source and what is valid.
Settings load_settings(const Environment& environment, const std::string& app,
                       const std::map<std::string, std::string>& app_config,
                       const std::map<std::string, std::string>& global_config);
/// With both configurations read from their files; of `global` the host's alone.
Settings load_settings(const Environment& environment, const std::string& app);

}
