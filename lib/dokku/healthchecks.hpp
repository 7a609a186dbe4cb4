#pragma once

#include "dokku/revision.hpp"
#include "dokku/settings.hpp"
#include "health/failure_action.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace dokku {

/// One entry of healthchecks.TYPE in app.json, or one line of a CHECKS file.
/// Absent times and counts are not set there.
struct HealthcheckEntry {
    enum class Origin { app_json, checks_file };
    enum class Type { startup, readiness, liveness };
    enum class Kind { path, command, listening, uptime };

    Origin origin = Origin::app_json;
    std::string place;   ///< "app.json: healthchecks.web[0]"
    std::string name{};  ///< never empty: "path /ready" where the entry has none
    Type type = Type::startup;
    Kind kind = Kind::path;
    std::string path = "/";
    std::string scheme = "http";  ///< or https
    std::string content{};        ///< empty: whatever is answered
    std::map<std::string, std::string> headers{};
    std::vector<std::string> command{};  ///< a text becomes /bin/sh -c TEXT
    util::Seconds uptime{0};
    std::optional<int> port{};  ///< nothing: the container's own
    std::optional<util::Seconds> initial_delay{};
    std::optional<util::Seconds> timeout{};
    std::optional<util::Seconds> wait{};  ///< between two tries
    std::optional<int> attempts{};
    bool warn = false;  ///< a failure is a warning
    health::FailureAction on_failure{};
};

/// startup, readiness, liveness; nothing for any other word.
std::optional<HealthcheckEntry::Type> parse_healthcheck_type(const std::string& word);

struct Healthchecks {
    std::map<std::string, std::vector<HealthcheckEntry>> by_type{};
    std::vector<std::string> warnings{};  ///< for the operator, one line each

    /// Those of a process type that are of one type.
    std::vector<HealthcheckEntry> of_type(const std::string& process_type, HealthcheckEntry::Type type) const;
    /// Those that run at a deploy: the startup checks of a process type.
    std::vector<HealthcheckEntry> at_deploy(const std::string& process_type) const {
        return of_type(process_type, HealthcheckEntry::Type::startup);
    }
};

/// `healthchecks` of an app.json or its YAML twin. Throws util::Error that names
/// file, field and value.
Healthchecks parse_healthchecks(const SourceFile& app_json);

/// The legacy CHECKS file, all of whose lines are for web. Throws util::Error that
/// names file and line.
std::vector<HealthcheckEntry> parse_checks_file(const SourceFile& checks);

/// Of both files. CHECKS counts where app.json has no entry for web. Throws util::Error.
Healthchecks read_healthchecks(const RevisionFiles& files);

/// The times and counts of an entry: its own, else what was set for the app, else
/// the defaults of its origin.
struct HealthcheckTiming {
    util::Seconds initial_delay;
    util::Seconds timeout;
    util::Seconds wait;
    int attempts;
};
HealthcheckTiming healthcheck_timing(const HealthcheckEntry& entry, const Settings& settings);

}
