#pragma once

#include "deploy/world.hpp"
#include "session/streams.hpp"

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

/// Runs it joined to `ours` and returns its exit code. Interrupted, it ends the
/// command as far as it can be reached. Throws util::Error that names what there
/// is where no container can be meant.
int enter(const deploy::World& world, const EnterRequest& request, const Streams& ours);

}
