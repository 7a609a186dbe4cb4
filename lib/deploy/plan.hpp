#pragma once

#include "deploy/checks.hpp"
#include "deploy/journal.hpp"
#include "deploy/survey.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace deploy {

/// One container to create.
struct NewContainer {
    dokku::Replica replica;
    docker::ContainerSpec spec;              ///< with its upcoming name and restart policy "no"
    docker::RestartPolicy restart_policy{};  ///< from the commit on
    std::optional<int> port{};               ///< where the proxy will connect; web only
    ChosenChecks checks{};
    std::optional<std::string> stop_first_because{};
};

/// Everything one rollout does; plain data.
struct Plan {
    std::string app;
    std::string image;
    std::string image_tag;
    std::vector<std::string> exposed_ports{};
    std::string initial_network{};
    std::vector<NewContainer> create{};
    std::vector<Incumbent> retire{};
    /// Ids of those in `retire` that end before their successors start.
    std::vector<std::string> stop_first{};
    std::vector<dokku::Replica> surplus{};  ///< scaled down, or of a type that is gone
    std::vector<std::string> notices{};     ///< for the operator, before anything starts
    std::vector<std::string> warnings{};    ///< likewise, about files of the app
    std::vector<std::string> skipped_types{};
};

/// What a plan takes from outside, so that it stays pure.
struct PlanInputs {
    util::Seconds epoch;
    std::function<unsigned()> random;  ///< for upcoming names, below 32768
};

/// Pure: no I/O. Every container of the types asked for is replaced. Throws
/// util::Error for flags that cannot be understood, and for two containers of a
/// type that has to be stopped first.
Plan make_plan(const Survey& survey, const PlanInputs& inputs);

}
