#pragma once

#include "health/attempt.hpp"
#include "health/check.hpp"

#include <stop_token>

namespace health {

/// By which an access log tells our requests.
inline constexpr const char* user_agent = "dokku-scheduler-docker-api";

struct HttpQuestion {
    enum class Body { left, read };

    Socket endpoint;
    std::string target = "/";
    std::map<std::string, std::string> headers{};           ///< Host is the endpoint unless given
    util::Milliseconds timeout = std::chrono::seconds(30);  ///< for the whole try, connecting included
    Body body = Body::left;
    Scheme scheme = Scheme::http;  ///< https takes any certificate
};

/// One GET. Whatever the other side does, it ends at the timeout, reads at most
/// 64 KiB of head and 1 MiB in all, and follows no redirect. Throws
/// util::Interrupted when stopped.
Attempt ask_http(const HttpQuestion& question, const std::stop_token& stop);

}
