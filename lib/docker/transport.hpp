#pragma once

#include "util/clock.hpp"
#include "util/unique_fd.hpp"

#include <functional>
#include <map>
#include <stop_token>
#include <string>
#include <string_view>

namespace docker {

struct Request {
    std::string method;  ///< GET, HEAD, POST, PUT, DELETE
    std::string target;  ///< path and query, with the API version: /v1.41/containers/json?all=1
    std::string body{};
    std::string content_type{};     ///< of the body; empty without one
    bool wants_connection = false;  ///< for a stream of bytes both ways instead of an answer
};

struct Response {
    int status = 0;
    std::map<std::string, std::string> headers{};  ///< names in lower case
    std::string body{};
};

/// A connection that the Engine took out of HTTP: a stream of bytes both ways.
struct Hijacked {
    Response response{};      ///< its body only for an error status, and then there is no socket
    util::UniqueFd socket{};  ///< non-blocking
    std::string received{};   ///< what came right behind the head
};

/// A timeout that never comes.
constexpr util::Milliseconds no_timeout{0};
/// For what the Engine works on one after another: starts, stops, removals.
constexpr util::Milliseconds long_timeout = std::chrono::minutes(3);

/// When a call gives up, and what interrupts it before.
struct Patience {
    util::Milliseconds
        timeout;  ///< for the whole round trip; of a stream, for each silent stretch; no_timeout: no limit
    std::stop_token stop{};
};

/// Carries requests to an Engine: the one seam for tests. May be used from
/// several threads at once. Throws ConnectionError when the Engine cannot be
/// reached, breaks off or takes longer than the timeout; util::Interrupted
/// when stopped.
class Transport {
public:
    virtual ~Transport() = default;

    virtual Response round_trip(const Request& request, const Patience& patience) = 0;

    /// Hands the body over piece by piece as it comes, until it ends or
    /// `on_data` returns false. The first piece is empty and comes with the head:
    /// the Engine has accepted the call. The Response's own body is empty, except
    /// for an error status (400 and above), whose body is not handed over.
    virtual Response stream(const Request& request, const Patience& patience,
                            const std::function<bool(std::string_view)>& on_data) = 0;

    /// Asks for the connection itself (Upgrade: tcp); the timeout is that of the head.
    virtual Hijacked hijack(const Request& request, const Patience& patience) = 0;
};

}
