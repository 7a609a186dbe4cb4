#pragma once

#include "tally.hpp"

#include <stop_token>
#include <string>

namespace load {

/// Each asks an app again and again until it is told to stop, and counts.

/// On one connection as long as that lives. A request is repeated once, on a
/// fresh connection, when a reused one ended before the first byte of its answer.
void ask_on_a_kept_connection(const std::string& app, Tally& tally, const std::stop_token& stop);

/// What the app takes 5 s for, each on a connection of its own.
void ask_slowly(const std::string& app, Tally& tally, const std::stop_token& stop);

/// wrk, as fast as it can, each request on a connection of its own.
void ask_with_wrk(const std::string& app, Tally& tally, const std::stop_token& stop);

}
