#include "util/stream_socket.hpp"

#include "util/error.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/un.h>
#include <algorithm>
#include <cerrno>

namespace util {

namespace {

/// A unix socket whose queue is full says so at once and cannot be waited for.
constexpr Milliseconds until_a_queue_moves{5};
constexpr int nothing = -1;

int pending_error(int socket) {
    int error = 0;
    socklen_t size = sizeof error;
    if (::getsockopt(socket, SOL_SOCKET, SO_ERROR, &error, &size) != 0) return errno;
    return error;
}

}

std::optional<SocketAddress> ip_socket_address(const std::string& address, std::uint16_t port) {
    SocketAddress result;
    auto* v6 = reinterpret_cast<sockaddr_in6*>(&result.storage);
    if (::inet_pton(AF_INET6, address.c_str(), &v6->sin6_addr) == 1) {
        v6->sin6_family = AF_INET6;
        v6->sin6_port = htons(port);
        result.length = sizeof *v6;
        return result;
    }
    auto* v4 = reinterpret_cast<sockaddr_in*>(&result.storage);
    if (::inet_pton(AF_INET, address.c_str(), &v4->sin_addr) != 1) return {};
    v4->sin_family = AF_INET;
    v4->sin_port = htons(port);
    result.length = sizeof *v4;
    return result;
}

SocketAddress unix_socket_address(const std::string& path) {
    SocketAddress result;
    auto* name = reinterpret_cast<sockaddr_un*>(&result.storage);
    name->sun_family = AF_UNIX;
    path.copy(name->sun_path, sizeof name->sun_path - 1);
    result.length = sizeof *name;
    return result;
}

UniqueFd StreamSocket::make(sa_family_t family) {
    UniqueFd socket(::socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!socket) throw_errno("cannot create a socket");
    return socket;
}

StreamSocket::StreamSocket(int socket, Steady until, const std::stop_token& stop)
    : socket_(socket), until_(until), waiter_(stop) {}

bool StreamSocket::wait(short events) { return waiter_.wait(socket_, events, until_); }

int StreamSocket::connect(const SocketAddress& address) {
    while (::connect(socket_, address.get(), address.length) != 0) {
        if (errno == EINPROGRESS) return wait(POLLOUT) ? pending_error(socket_) : ETIMEDOUT;
        if (errno != EAGAIN && errno != EINTR) return errno;
        const Steady now = std::chrono::steady_clock::now();
        if (now >= until_) return ETIMEDOUT;
        waiter_.wait(nothing, 0, std::min(until_, now + until_a_queue_moves));
    }
    return 0;
}

StreamSocket::Moved StreamSocket::send(std::string_view bytes) {
    std::size_t count = 0;
    while (count < bytes.size()) {
        const ssize_t sent = ::send(socket_, bytes.data() + count, bytes.size() - count, MSG_NOSIGNAL);
        if (sent > 0) count += static_cast<std::size_t>(sent);
        else if (errno == EAGAIN && !wait(POLLOUT)) return {count, ETIMEDOUT};
        else if (errno != EAGAIN && errno != EINTR) return {count, errno};
    }
    return {count};
}

/// An endless stream of bytes keeps the socket ready: the moment counts all the same.
StreamSocket::Moved StreamSocket::receive(std::span<char> room) {
    for (;;) {
        if (std::chrono::steady_clock::now() >= until_ || !wait(POLLIN)) return {.error = ETIMEDOUT};
        const ssize_t got = ::recv(socket_, room.data(), room.size(), 0);
        if (got >= 0) return {.count = static_cast<std::size_t>(got)};
        if (errno != EAGAIN && errno != EINTR) return {.error = errno};
    }
}

}
