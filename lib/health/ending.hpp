#pragma once

#include "docker/types.hpp"
#include "health/exit_watch.hpp"
#include "health/verdict.hpp"

namespace health {

/// The verdict on a container that does not run any more, from its inspection.
Verdict verdict_on_end(const docker::Container& container);

/// The same from what was known of it while it ran, and the Engine's event.
Verdict verdict_on_exit(docker::Container container, const Exit& exit);

}
