#pragma once

#include "deploy/plan.hpp"
#include "deploy/world.hpp"

namespace deploy {

/// Looks for what the Engine accepts in silence or refuses only at the start: a
/// bind source that is missing, a network that is not there. Throws util::Error
/// with everything found.
void preflight(const World& world, const Plan& plan);

}
