#pragma once

#include "health/verdict.hpp"

namespace health {

/// How one try to reach an endpoint ended, from the furthest away to an answer.
enum class Outcome {
    unreachable,  ///< no route, or the network said no
    unanswered,   ///< the connect itself got no answer
    refused,
    accepted,   ///< connected; more was not asked
    reset,      ///< accepted, then closed before a whole answer
    no_answer,  ///< accepted, then silence
    not_http,   ///< answered something else
    http,
};

/// Of what an endpoint sent, for a verdict's evidence.
constexpr std::size_t kept_bytes = 512;

struct Attempt {
    Outcome outcome = Outcome::refused;
    int status = 0;             ///< of HTTP
    std::string first_bytes{};  ///< of whatever came, raw, bounded
    std::string location{};     ///< of a redirect, raw
    std::string body{};         ///< if it was asked for; bounded
};

/// For a transcript: "refused", "503".
std::string describe(const Attempt& attempt);

/// "172.17.0.2:5000", "[::1]:5000".
std::string to_string(const Socket& socket);

}
