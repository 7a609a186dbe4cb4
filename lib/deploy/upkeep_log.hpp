#pragma once

#include "dokku/environment.hpp"
#include "util/log.hpp"

namespace deploy {

/// Where the reaper, which has no terminal, says what it did: a file of bounded
/// size in the scheduler's data directory, each line with its time. What cannot
/// be written is lost in silence.
util::Log upkeep_log(const dokku::Environment& environment);

}
