#pragma once

#include "health/failure_action.hpp"
#include "util/clock.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace health {

/// What was found out about a container. Codes are stable: machines read them.
enum class Code {
    healthy,
    skipped,
    exited,
    exited_zero,
    killed,
    oom_killed,
    start_failed,
    no_listener,
    slow_boot,
    loopback_only,
    other_port,
    refused,
    reset,
    no_answer,
    not_http,
    bad_status,
    bad_content,
    redirected,
    command_failed,
    command_timeout,
    uptime,
    vetoed,
    worker_timeout,
};

/// "EXITED", "LOOPBACK_ONLY", ...
std::string_view to_string(Code code);
/// Nothing for what names none.
std::optional<Code> parse_code(std::string_view text);

/// A socket that a container listens on or connects from.
struct Socket {
    std::string address;  ///< "127.0.0.1", "::", ...
    int port = 0;
    bool is_ipv6 = false;
    bool operator==(const Socket&) const = default;
};

/// What an endpoint said to a question of a protocol that it may speak.
struct Reply {
    std::string question;  ///< "PostgreSQL SSLRequest"
    std::string bytes;     ///< raw, bounded
};

/// What was measured. Absent: not measured, or not to be had.
struct Evidence {
    std::vector<std::string> command{};  ///< as run
    std::optional<int> exit_code{};
    std::optional<std::string> signal{};           ///< "SIGKILL"
    std::optional<std::int64_t> memory_limit{};    ///< bytes, when it ran into it
    std::optional<util::Milliseconds> run_time{};  ///< from its start to its end
    std::optional<std::string> engine_error{};     ///< of a failed start
    std::optional<Socket> endpoint{};              ///< where the answer was expected
    std::optional<util::Milliseconds> deadline{};
    std::optional<std::vector<Socket>> listeners{};     ///< nothing: the table was not to be had
    std::optional<std::string> no_listeners_because{};  ///< why it was not
    std::vector<Socket> waiting_for{};                  ///< peers of connections in SYN_SENT
    std::vector<std::string> exposed_ports{};           ///< of the image: "8080/tcp"
    std::optional<std::string> transcript{};            ///< "0.1-3.9 s refused x14, 4.0-5.2 s 503 x4"
    std::optional<int> http_status{};
    std::optional<std::string> first_bytes{};  ///< of a bad answer, or of its body if that was wanted; raw
    std::vector<Reply> replies{};              ///< of one that speaks no HTTP
    std::optional<int> oom_kills{};            ///< processes that the memory limit killed, if any
    std::optional<int> restarts{};
    std::optional<util::Milliseconds> required_uptime{};
    std::optional<std::string> request{};   ///< "GET /healthcheck"
    std::optional<std::string> location{};  ///< of a redirect
    std::optional<std::string> expected{};  ///< content that was missing
    std::optional<std::string> output{};    ///< of a failed command or a veto, bounded
};

/// A check that failed and wants something to happen then.
struct FailedCheck {
    std::string name;
    Code code;
    FailureAction action;
};

/// The answer about one container. A bad one is a value, never an exception.
struct Verdict {
    Code code = Code::healthy;
    std::string check{};  ///< name of the check that decided
    Evidence evidence{};
    std::vector<std::string> warnings{};  ///< failed checks that only warn, a wrong listener seen on the way
    /// Those that only warn, and those that the container's end cut short, included.
    std::vector<FailedCheck> failed{};

    bool healthy() const { return code == Code::healthy || code == Code::skipped; }
};

}
