#pragma once

#include "deploy/world.hpp"
#include "docker/attach.hpp"

#include <string>
#include <vector>

namespace session {

/// A command to run in a serving container.
struct EnterRequest {
    std::string app;
    std::string process_type{};          ///< web, or web.2; empty: the only one
    std::string container_id{};          ///< or how it begins
    std::vector<std::string> command{};  ///< empty: the app's shell
};

/// Returns the command's exit code. Throws util::Error that names what there is
/// where no container can be meant.
int enter(const deploy::World& world, const EnterRequest& request, const docker::OnOutput& on_output);

}
