#include "peer.hpp"

#include "util/error.hpp"

#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <array>
#include <cstring>

namespace fuzz {

namespace {

constexpr int backlog = 16;

util::UniqueFd listen_at(const sockaddr* address, socklen_t size) {
    util::UniqueFd listener(::socket(address->sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (::bind(listener.get(), address, size) != 0 || ::listen(listener.get(), backlog) != 0)
        util::throw_errno("cannot listen");
    return listener;
}

}

util::UniqueFd Peer::listen(const std::string& unix_path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, unix_path.c_str(), sizeof address.sun_path - 1);
    return listen_at(reinterpret_cast<const sockaddr*>(&address), sizeof address);
}

util::UniqueFd Peer::listen_on_loopback() {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return listen_at(reinterpret_cast<const sockaddr*>(&address), sizeof address);
}

/// A fuzz target never ends it.
Peer::Peer(util::UniqueFd listener, Reply reply)
    : listener_(std::move(listener)), reply_(std::move(reply)), thread_([this] { serve(); }) {
    thread_.detach();
}

int Peer::port() const {
    sockaddr_in address{};
    socklen_t size = sizeof address;
    ::getsockname(listener_.get(), reinterpret_cast<sockaddr*>(&address), &size);
    return ntohs(address.sin_port);
}

void Peer::serve() const {
    for (;;) {
        const util::UniqueFd connection(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
        if (connection) answer(connection.get());
    }
}

void Peer::answer(int connection) const {
    std::string request;
    std::array<char, 4096> buffer{};
    while (request.find("\r\n\r\n") == std::string::npos) {
        const ssize_t got = ::recv(connection, buffer.data(), buffer.size(), 0);
        if (got <= 0) return;
        request.append(buffer.data(), static_cast<std::size_t>(got));
    }
    const std::string bytes = reply_(request);
    [[maybe_unused]] const ssize_t sent = ::send(connection, bytes.data(), bytes.size(), MSG_NOSIGNAL);
}

}
