#pragma once

#include "health/failure_action.hpp"
#include "util/clock.hpp"

#include <map>
#include <string>
#include <variant>
#include <vector>

namespace health {

/// Where an app listens if nothing says otherwise; Dokku's own choice.
constexpr int usual_port = 5000;

enum class EndpointType { http, tls, tcp };

/// Enclave's release check: ready as soon as the port answers. `http` asks GET /
/// and takes any HTTP answer; strict asks GET /healthcheck and takes only 200;
/// `tls` and `tcp` take a connection.
struct ReleaseCheck {
    int port = usual_port;
    EndpointType endpoint_type = EndpointType::http;
    bool strict = false;
    util::Milliseconds deadline = std::chrono::seconds(180);  ///< from the end of the delay; zero: one try
    util::Milliseconds response_timeout = std::chrono::seconds(30);
    util::Milliseconds initial_delay{0};  ///< since the container's start
    /// Host, X-Forwarded-Proto.
    std::map<std::string, std::string> headers{};
};

/// When a check of app.json is tried, and how often.
struct Schedule {
    util::Milliseconds initial_delay{0};  ///< since the container's start
    int attempts = 3;                     ///< tries in all, one at least
    /// Between two tries; it ends early when a port that refused begins to accept.
    util::Milliseconds wait = std::chrono::seconds(5);
    /// Of a try; within it a refused connection is made again.
    util::Milliseconds timeout = std::chrono::seconds(5);
};

enum class Scheme { http, https };

/// GET `path` gives a status of 2xx, and an answer that contains `content`. Any
/// certificate will do.
struct PathCheck {
    int port = usual_port;
    std::string path = "/";
    std::string content{};  ///< empty: whatever
    std::map<std::string, std::string> headers{};
    Schedule schedule{};
    Scheme scheme = Scheme::http;
};

/// A command run in the container exits with 0, each time within the schedule's timeout.
struct CommandCheck {
    std::vector<std::string> command{};
    Schedule schedule{};
};

/// The port takes connections where the proxy makes them.
struct ListeningCheck {
    int port = usual_port;
    Schedule schedule{};
};

/// Still running, not restarted, `uptime` after its start.
struct UptimeCheck {
    util::Milliseconds uptime = std::chrono::seconds(10);
};

using Kind = std::variant<ReleaseCheck, UptimeCheck, PathCheck, ListeningCheck, CommandCheck>;

/// `afterwards`: when all of the first have passed, which it cannot hold up so.
enum class Turn { first, afterwards };

/// One question to a container.
struct Check {
    std::string name;
    Kind kind;
    bool warn = false;  ///< a failure is a warning
    FailureAction on_failure{};
    Turn turn = Turn::first;
};

}
