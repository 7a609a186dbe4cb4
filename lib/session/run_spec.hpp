#pragma once

#include "docker/types.hpp"
#include "session/run.hpp"

namespace session {

/// The container of a run: APP.run.RANDOM or APP.cron.RANDOM, in the app's
/// deployed image, with Dokku's labels, the app's environment, and that console. Throws
/// util::Error where that cannot be.
docker::ContainerSpec run_spec(const deploy::World& world, const RunRequest& request,
                               const docker::Console& console);

}
