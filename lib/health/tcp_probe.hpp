#pragma once

#include "health/attempt.hpp"
#include "util/unique_fd.hpp"

#include <stop_token>

namespace health {

struct Connection {
    Outcome outcome = Outcome::refused;  ///< accepted, refused, reset, unanswered, unreachable
    util::UniqueFd socket{};             ///< non-blocking; only when accepted
};

/// Connects to an IPv4 or IPv6 endpoint. Throws util::Interrupted when stopped,
/// util::Error for an address that is none or when this machine is out of descriptors.
Connection connect_to(const Socket& endpoint, util::Milliseconds timeout, const std::stop_token& stop);

}
