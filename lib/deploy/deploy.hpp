#pragma once

#include "deploy/survey.hpp"
#include "deploy/world.hpp"

namespace deploy {

/// `scheduler-deploy`: ask, plan, start, check, switch, retire; the last line is
/// where the time went. Throws util::Error, the previous release serving, or
/// util::Interrupted. A failing post-deploy trigger undoes nothing: it throws
/// when everything else is done.
void run_deploy(const World& world, const Request& request);

}
