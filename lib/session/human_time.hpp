#pragma once

#include "util/clock.hpp"

#include <cstdint>
#include <string>

namespace session {

/// "About a minute", "3 weeks": as the docker CLI tells how old a container is.
std::string human_duration(util::Seconds age);

/// "2026-11-20 23:15:39 +0000 UTC" of seconds since the epoch.
std::string utc_time(std::int64_t epoch);

}
