#pragma once

#include "util/unique_fd.hpp"
#include "util/waiter.hpp"

#include <sys/socket.h>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace util {

struct SocketAddress {
    sockaddr_storage storage{};
    socklen_t length = 0;

    const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&storage); }
    sockaddr* get() { return reinterpret_cast<sockaddr*>(&storage); }
};

/// Of an IPv4 or IPv6 address in numbers; nothing for anything else.
std::optional<SocketAddress> ip_socket_address(const std::string& address, std::uint16_t port);

/// The path must fit into sockaddr_un::sun_path.
SocketAddress unix_socket_address(const std::string& path);

/// A non-blocking socket that bytes go in and out of, until a moment that its user
/// sets. Errors are errno values, 0 for none, ETIMEDOUT when the moment has come.
/// Every call throws Interrupted when stopped.
class StreamSocket {
public:
    /// For an address of this family. Throws Error when the system has no descriptor left.
    static UniqueFd make(sa_family_t family);

    /// Somebody else owns the socket.
    StreamSocket(int socket, Steady until, const std::stop_token& stop);

    void set_end(Steady until) { until_ = until; }

    int connect(const SocketAddress& address);

    struct Moved {
        std::size_t count = 0;
        int error = 0;
    };
    /// All bytes, unless there is an error.
    Moved send(std::string_view bytes);
    /// At least one byte; none without an error: the other side has closed.
    Moved receive(std::span<char> room);

private:
    bool wait(short events);

    int socket_;
    Steady until_;
    Waiter waiter_;
};

}
