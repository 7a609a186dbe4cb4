#pragma once

#include "health/verdict.hpp"
#include "util/file.hpp"

namespace health {

/// What matters of a socket table.
struct SocketTable {
    std::vector<Socket> listeners{};
    std::vector<Socket> connected{};    ///< our ends of established connections
    std::vector<Socket> waiting_for{};  ///< peers of connections that are still being made
};

enum class Family { ipv4, ipv6 };

/// Adds the rows of /proc/PID/net/tcp or tcp6 to `table`. Rows that are none
/// are skipped; the Engine's own name server (127.0.0.11) is left out.
void read_rows(std::string_view text, Family family, SocketTable& table);

/// A process as /proc shows it.
struct Process {
    int pid = 0;
    std::string container_id{};  ///< that it has to belong to
    util::Path proc = "/proc";
};

struct SocketReading {
    std::optional<SocketTable> table{};
    std::string because{};  ///< why there is no table
};

/// The table of the process's network namespace. It is trusted only when the
/// process belongs to the container before and after the reading.
SocketReading read_sockets(const Process& process);

/// The process's cgroup file; nothing if it does not name the container.
std::optional<std::string> read_cgroup(const Process& process);

/// Those of `listeners` that were not there before.
std::vector<Socket> without(const std::vector<Socket>& listeners, const std::vector<Socket>& before);

}
