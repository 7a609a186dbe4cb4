#include "dokku/version_differences.hpp"

#include <algorithm>
#include <array>

namespace dokku {

namespace {

using Kind = Difference::Kind;

constexpr std::array table{
    Difference{Kind::property, "checks attempts", {0, 38}, "DOKKU_CHECKS_ATTEMPTS"},
    Difference{Kind::property, "checks default-wait", {0, 38}, "DOKKU_DEFAULT_CHECKS_WAIT"},
    Difference{Kind::property, "checks disabled", {0, 38}, "DOKKU_CHECKS_DISABLED"},
    Difference{Kind::property, "checks skipped", {0, 38}, "DOKKU_CHECKS_SKIPPED"},
    Difference{Kind::property, "checks timeout", {0, 38}, "DOKKU_CHECKS_TIMEOUT"},
    Difference{Kind::property, "checks wait", {0, 38}, "DOKKU_CHECKS_WAIT"},
    Difference{Kind::property, "checks wait-to-retire", {0, 29}, "DOKKU_WAIT_TO_RETIRE"},
    Difference{Kind::property, "proxy disabled", {0, 38}, "DOKKU_DISABLE_PROXY"},
    Difference{Kind::property, "ps dockerfile-start-cmd", {0, 38}, "DOKKU_DOCKERFILE_START_CMD"},
    Difference{Kind::property, "ps start-cmd", {0, 38}, "DOKKU_START_CMD"},
    Difference{Kind::property, "ps stop-timeout-seconds", {0, 36}, "DOKKU_DOCKER_STOP_TIMEOUT"},
    Difference{Kind::property, "scheduler shell", {0, 38}, "DOKKU_APP_SHELL"},
    Difference{Kind::default_value, "ps stop-timeout-seconds", {0, 36}, "the Engine's 10 seconds"},
    Difference{Kind::trigger,
               "scheduler-proxy-config",
               {0, 35, 8},
               "nginx:show-config reads the file without asking the scheduler"},
    Difference{Kind::trigger,
               "scheduler-proxy-logs",
               {0, 35, 6},
               "nginx:access-logs and nginx:error-logs read the file without asking the scheduler"},
    Difference{Kind::trigger,
               "scheduler-run-retire",
               {0, 37},
               "ps:retire leaves run and cron containers as they are"},
    Difference{Kind::trigger,
               "scheduler-uses-host-cron",
               {0, 38, 26},
               "app.json's cron tasks are run for docker-local's apps alone"},
};

const Difference* find(Kind kind, std::string_view name) {
    const auto* found = std::find_if(table.begin(), table.end(), [&](const Difference& difference) {
        return difference.kind == kind && difference.name == name;
    });
    return found == table.end() ? nullptr : found;
}

}

std::span<const Difference> version_differences() { return table; }

const char* variable_before(std::string_view plugin, std::string_view key) {
    const Difference* difference = find(Kind::property, std::string(plugin) + " " + std::string(key));
    return difference == nullptr ? nullptr : difference->before;
}

std::vector<Difference> missing_in(const Version& version, Kind kind) {
    std::vector<Difference> missing;
    std::copy_if(table.begin(), table.end(), std::back_inserter(missing), [&](const Difference& difference) {
        return difference.kind == kind && version < difference.since;
    });
    return missing;
}

bool has(const Version& version, Kind kind, std::string_view name) {
    const Difference* difference = find(kind, name);
    return difference == nullptr || version >= difference->since;
}

}
