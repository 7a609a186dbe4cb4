#pragma once

#include "health/verdict.hpp"

#include <stop_token>

namespace health {

/// Asks an endpoint that does not speak HTTP, side by side, what a client of
/// another protocol would ask first; none changes anything there. The replies
/// that came within `patience`. Throws util::Interrupted when stopped.
std::vector<Reply> ask_further_questions(const Socket& endpoint, util::Milliseconds patience,
                                         const std::stop_token& stop);

}
