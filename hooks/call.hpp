#pragma once

#include "triggers.hpp"

namespace hooks {

/// Runs a trigger's hook unless the call is not our business (status done, not a
/// word) or its arguments are bad: one line with the usage on stderr, status
/// usage, nothing touched. What is not ours is not judged: our status would end
/// the chain of hooks for another scheduler's app.
int call(const Trigger& trigger, hook::Runtime& runtime, const Arguments& arguments);

}
