#include "health/tcp_probe.hpp"

#include "util/error.hpp"
#include "util/stream_socket.hpp"
#include "util/text.hpp"

#include <sys/socket.h>
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

namespace health {

namespace {

constexpr std::array outcomes = {
    std::pair{0, Outcome::accepted},           std::pair{ECONNREFUSED, Outcome::refused},
    std::pair{ECONNRESET, Outcome::reset},     std::pair{EPIPE, Outcome::reset},
    std::pair{ETIMEDOUT, Outcome::unanswered},
};

Outcome outcome_of(int error) {
    const auto found = std::find_if(outcomes.begin(), outcomes.end(),
                                    [error](const auto& row) { return row.first == error; });
    return found == outcomes.end() ? Outcome::unreachable : found->second;
}

/// A connect to a free port of this machine may be given that very port as its
/// own and then meets itself.
bool met_itself(int descriptor) {
    util::SocketAddress own, peer;
    own.length = peer.length = sizeof(sockaddr_storage);
    if (::getsockname(descriptor, own.get(), &own.length) != 0) return false;
    if (::getpeername(descriptor, peer.get(), &peer.length) != 0) return false;
    return own.length == peer.length && std::memcmp(&own.storage, &peer.storage, own.length) == 0;
}

}

Connection connect_to(const Socket& endpoint, util::Milliseconds timeout, const std::stop_token& stop) {
    const util::Steady until = std::chrono::steady_clock::now() + timeout;
    const auto address = util::ip_socket_address(endpoint.address, static_cast<std::uint16_t>(endpoint.port));
    const bool is_ipv6 = address && address->storage.ss_family == AF_INET6;
    if (!address || is_ipv6 != endpoint.is_ipv6)
        throw util::Error("not an IP address: " + util::shown(endpoint.address, 100));
    util::UniqueFd socket = util::StreamSocket::make(address->storage.ss_family);
    int error = util::StreamSocket(socket.get(), until, stop).connect(*address);
    if (error == 0 && met_itself(socket.get())) error = ECONNREFUSED;
    if (error != 0) return {outcome_of(error)};
    return {Outcome::accepted, std::move(socket)};
}

}
