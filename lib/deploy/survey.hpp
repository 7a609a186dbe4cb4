#pragma once

#include "deploy/inventory.hpp"
#include "docker/types.hpp"
#include "dokku/app.hpp"
#include "dokku/app_state.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace deploy {

/// What `scheduler-deploy` was called with.
struct Request {
    std::string app;
    std::string image_tag{};     ///< empty: whatever Dokku says
    std::string process_type{};  ///< empty: all
};

/// A container that a rollout has to create, as Dokku describes it.
struct Desired {
    dokku::Replica replica;
    std::vector<std::string> flags;    ///< docker run flags
    std::vector<std::string> command;  ///< behind the image
};

/// What should run and what does, at one moment.
struct Survey {
    Request request;
    dokku::App app;
    dokku::ImageFacts image;
    std::optional<dokku::ChosenPort> port{};  ///< of web; nothing: it has no endpoint
    std::vector<Desired> desired{};
    std::map<dokku::Replica, dokku::Placement> serving{};  ///< the state files
    std::map<std::string, std::string> state_files{};      ///< the same, as bytes
    /// The app's deploy containers in any state, but for those that are being retired already.
    std::vector<docker::ContainerSummary> running{};
    std::set<std::string> taken_names{};  ///< of all its containers
    std::string api_version{};
};

/// Asks Dokku and the Engine, each question once, independent ones side by side;
/// the Engine's list only if it is not `known`. Throws util::Error when there is
/// no such app or image, or an answer is no good.
Survey take_survey(const World& world, const Request& request, std::optional<Inventory> known);

}
