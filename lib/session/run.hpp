#pragma once

#include "deploy/world.hpp"
#include "session/streams.hpp"

#include <string>
#include <vector>

namespace session {

/// What happens to a cron task that is due while it still runs.
enum class Concurrency { allow, forbid, replace };

/// One command to run in a container of its own.
struct RunRequest {
    std::string app;
    std::vector<std::string> variables{};  ///< KEY=VALUE
    std::vector<std::string> command{};    ///< empty: the app's shell
    std::string cron_id{};                 ///< empty: not a cron task
    Concurrency concurrency = Concurrency::allow;
    bool detached = false;
    bool removed_at_end = false;       ///< also where DOKKU_RM_CONTAINER is configured
    std::vector<std::string> flags{};  ///< further ones of docker run
    std::string lifetime = "86400";    ///< seconds, then run:retire removes it
};

/// Runs it in the app's deployed image, joined to `ours`, and returns its exit
/// status; detached, prints the container's name and returns 0. Interrupted, it
/// stops the container. Throws util::Error when it cannot be run.
int run(const deploy::World& world, const RunRequest& request, const Streams& ours);

}
