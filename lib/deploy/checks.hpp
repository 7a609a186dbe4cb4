#pragma once

#include "docker/types.hpp"
#include "dokku/app.hpp"
#include "health/check.hpp"

#include <optional>
#include <string>
#include <vector>

namespace deploy {

/// How a process type proves itself.
struct ChosenChecks {
    std::vector<health::Check> checks{};  ///< none: it has to start and not to exit
    bool skipped = false;                 ///< by the operator
};

/// Why the containers of a type cannot run beside their predecessors, or nothing.
std::optional<std::string> reason_to_stop_first(const dokku::App& app, const std::string& process_type,
                                                const docker::ContainerSpec& spec);

/// The checks of a process type: skipped, disabled (still running 1 s after the
/// start), those that the app declares, web's release check, or the uptime check.
/// `port` is web's endpoint.
ChosenChecks choose_checks(const dokku::App& app, const std::string& process_type,
                           const std::optional<dokku::ChosenPort>& port);

}
