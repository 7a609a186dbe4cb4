#pragma once

#include "docker/types.hpp"
#include "health/verdict.hpp"

namespace health {

/// The verdict on a container that does not run any more, from its inspection.
Verdict verdict_on_end(const docker::Container& container);

}
