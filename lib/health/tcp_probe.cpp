#include "health/tcp_probe.hpp"

#include "health/waiter.hpp"
#include "util/error.hpp"
#include "util/text.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace health {

namespace {

struct Address {
    sockaddr_storage storage{};
    socklen_t length = 0;
    const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&storage); }
    sockaddr* get() { return reinterpret_cast<sockaddr*>(&storage); }
};

bool fill(Address& address, const Socket& endpoint) {
    const auto port = htons(static_cast<std::uint16_t>(endpoint.port));
    if (endpoint.is_ipv6) {
        auto* v6 = reinterpret_cast<sockaddr_in6*>(&address.storage);
        v6->sin6_family = AF_INET6;
        v6->sin6_port = port;
        address.length = sizeof *v6;
        return ::inet_pton(AF_INET6, endpoint.address.c_str(), &v6->sin6_addr) == 1;
    }
    auto* v4 = reinterpret_cast<sockaddr_in*>(&address.storage);
    v4->sin_family = AF_INET;
    v4->sin_port = port;
    address.length = sizeof *v4;
    return ::inet_pton(AF_INET, endpoint.address.c_str(), &v4->sin_addr) == 1;
}

constexpr std::array outcomes = {
    std::pair{0, Outcome::accepted},           std::pair{ECONNREFUSED, Outcome::refused},
    std::pair{ECONNRESET, Outcome::reset},     std::pair{EPIPE, Outcome::reset},
    std::pair{ETIMEDOUT, Outcome::unanswered}, std::pair{EINPROGRESS, Outcome::unanswered},
};

Outcome outcome_of(int error) {
    const auto found = std::find_if(outcomes.begin(), outcomes.end(),
                                    [error](const auto& row) { return row.first == error; });
    return found == outcomes.end() ? Outcome::unreachable : found->second;
}

int pending_error(int descriptor) {
    int error = 0;
    socklen_t size = sizeof error;
    if (::getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size) != 0) return errno;
    return error;
}

/// A connect to a free port of this machine may be given that very port as its
/// own and then meets itself.
bool met_itself(int descriptor) {
    Address own, peer;
    own.length = peer.length = sizeof(sockaddr_storage);
    if (::getsockname(descriptor, own.get(), &own.length) != 0) return false;
    if (::getpeername(descriptor, peer.get(), &peer.length) != 0) return false;
    return own.length == peer.length && std::memcmp(&own.storage, &peer.storage, own.length) == 0;
}

}

Connection connect_to(const Socket& endpoint, util::Milliseconds timeout, const std::stop_token& stop) {
    const util::Steady until = std::chrono::steady_clock::now() + timeout;
    Address address;
    if (!fill(address, endpoint))
        throw util::Error("not an IP address: " + util::shown(endpoint.address, 100));
    util::UniqueFd socket(::socket(address.storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!socket) util::throw_errno("cannot create a socket");
    int error = ::connect(socket.get(), address.get(), address.length) == 0 ? 0 : errno;
    if (error == EINPROGRESS && Waiter(stop).wait(socket.get(), POLLOUT, until))
        error = pending_error(socket.get());
    if (error == 0 && met_itself(socket.get())) error = ECONNREFUSED;
    if (error != 0) return {outcome_of(error)};
    return {Outcome::accepted, std::move(socket)};
}

}
