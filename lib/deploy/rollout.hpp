#pragma once

#include "deploy/app_lock.hpp"
#include "deploy/budget.hpp"
#include "deploy/plan.hpp"
#include "deploy/switchover.hpp"
#include "deploy/world.hpp"

namespace deploy {

/// Carries out a plan: start, check, switch, retire. Nothing that serves is
/// touched before every new container has proven itself (types that have to be
/// stopped first are replaced last). Throws DeployRejected when one has not,
/// util::Interrupted for a stop before the commit, util::Error for anything
/// else; whatever it throws, the previous release serves.
Committed roll_out(const World& world, const Survey& survey, const Plan& plan, AppLock& lock, Budget& budget);

}
