#pragma once

#include "deploy/app_logs.hpp"
#include "deploy/world.hpp"
#include "docker/types.hpp"

#include <optional>
#include <string>
#include <vector>

namespace session {

inline constexpr const char* run_type = "run";
inline constexpr const char* cron_type = "cron";
/// Seconds after its start at which a container may be removed.
inline constexpr const char* label_deadline = "com.dokku.active-deadline-seconds";
inline constexpr const char* label_cron_id = "com.dokku.cron-id";
inline constexpr const char* label_concurrency = "com.dokku.concurrency-policy";

/// APP.run.1234, taken apart.
struct RunName {
    std::string app;
    std::string type;    ///< run, cron
    std::string number;  ///< decimal
};
/// Nothing for a name of another form.
std::optional<RunName> parse_run_name(const std::string& name);

/// The containers of `run`, in all states, newest first.
std::vector<docker::ContainerSummary> run_containers(const deploy::World& world, const std::string& app);

/// For run:logs: one container by its name, or all. Throws util::Error for a
/// name that none has.
std::vector<deploy::LogSource> run_logs(const deploy::World& world, const std::string& app,
                                        const std::string& name);

}
