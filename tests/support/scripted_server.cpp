#include "support/scripted_server.hpp"

#include "util/error.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <array>
#include <cerrno>

namespace support {

namespace {

constexpr int backlog = 64;
/// Below the ports that the kernel gives to connections, so that none takes a free one.
constexpr int lowest_unassigned = 20000;
constexpr int lowest_ephemeral = 32768;

util::UniqueFd listen_at(const Place& place) {
    const bool is_ipv6 = place.address.find(':') != std::string::npos;
    sockaddr_in v4{};
    sockaddr_in6 v6{};
    v4.sin_family = AF_INET;
    v4.sin_port = v6.sin6_port = htons(static_cast<std::uint16_t>(place.port));
    v6.sin6_family = AF_INET6;
    ::inet_pton(AF_INET, place.address.c_str(), &v4.sin_addr);
    ::inet_pton(AF_INET6, place.address.c_str(), &v6.sin6_addr);
    util::UniqueFd socket(::socket(is_ipv6 ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const int yes = 1;
    ::setsockopt(socket.get(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (is_ipv6) ::setsockopt(socket.get(), IPPROTO_IPV6, IPV6_V6ONLY, &yes, sizeof yes);
    const auto* address =
        is_ipv6 ? reinterpret_cast<const sockaddr*>(&v6) : reinterpret_cast<const sockaddr*>(&v4);
    const socklen_t length = is_ipv6 ? sizeof v6 : sizeof v4;
    if (::bind(socket.get(), address, length) != 0 || ::listen(socket.get(), backlog) != 0)
        util::throw_errno("cannot listen on " + place.address);
    return socket;
}

int port_of(int descriptor) {
    sockaddr_storage address{};
    socklen_t length = sizeof address;
    ::getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &length);
    const auto* v4 = reinterpret_cast<const sockaddr_in*>(&address);
    const auto* v6 = reinterpret_cast<const sockaddr_in6*>(&address);
    return ntohs(address.ss_family == AF_INET6 ? v6->sin6_port : v4->sin_port);
}

}

void Peer::say(std::string_view bytes) const {
    while (!bytes.empty() && !gone_) {
        const ssize_t sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent > 0) bytes.remove_prefix(static_cast<std::size_t>(sent));
        else if (errno != EINTR) gone_ = true;
    }
}

std::string Peer::hear_request() const {
    std::string head;
    char c = 0;
    while (!head.ends_with("\r\n\r\n") && ::recv(descriptor_, &c, 1, 0) == 1) head += c;
    return head;
}

void Peer::wait_for_close() const {
    std::array<char, 4096> buffer{};
    while (::recv(descriptor_, buffer.data(), buffer.size(), 0) > 0) {}
}

void Peer::reset() const {
    const linger at_once{1, 0};
    ::setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

ScriptedServer::ScriptedServer(Script script, const Place& place)
    : script_(std::move(script)),
      listener_(listen_at(place)),
      port_(port_of(listener_.get())),
      acceptor_([this] { accept_all(); }) {}

ScriptedServer::~ScriptedServer() {
    ending_ = true;
    ::shutdown(listener_.get(), SHUT_RDWR);
    acceptor_.join();
    {
        const std::lock_guard guard(mutex_);
        for (const util::UniqueFd& descriptor : accepted_)
            if (descriptor) ::shutdown(descriptor.get(), SHUT_RDWR);
    }
    for (std::thread& thread : threads_) thread.join();
}

void ScriptedServer::accept_all() {
    while (!ending_) {
        util::UniqueFd descriptor(::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC));
        if (!descriptor) continue;
        ++connections_;
        const std::lock_guard guard(mutex_);
        const int number = descriptor.get();
        accepted_.push_back(std::move(descriptor));
        threads_.emplace_back([this, number] { serve(number); });
    }
}

void ScriptedServer::serve(int descriptor) {
    script_(Peer(descriptor));
    const std::lock_guard guard(mutex_);
    for (util::UniqueFd& accepted : accepted_)
        if (accepted.get() == descriptor) accepted.reset();
}

Script ScriptedServer::answer(std::string bytes) {
    return [bytes = std::move(bytes)](const Peer& peer) {
        peer.hear_request();
        peer.say(bytes);
    };
}

Script ScriptedServer::status(int code, const std::string& further_head, const std::string& body) {
    return answer("HTTP/1.1 " + std::to_string(code) + " Reason\r\nContent-Length: " +
                  std::to_string(body.size()) + "\r\n" + further_head + "\r\n" + body);
}

Script ScriptedServer::banner(std::string bytes) {
    return [bytes = std::move(bytes)](const Peer& peer) {
        peer.say(bytes);
        peer.wait_for_close();
    };
}

Script ScriptedServer::silence() {
    return [](const Peer& peer) { peer.wait_for_close(); };
}

Script ScriptedServer::reset() {
    return [](const Peer& peer) {
        peer.hear_request();
        peer.reset();
    };
}

Script ScriptedServer::close() {
    return [](const Peer& peer) { peer.hear_request(); };
}

int free_port() {
    static std::atomic<int> next =
        lowest_unassigned + ::getpid() % (lowest_ephemeral - lowest_unassigned - 1000);
    for (;;) {
        const int port = next++;
        try {
            listen_at({"127.0.0.1", port});
            return port;
        } catch (const util::Error&) {
            // Somebody else's.
        }
    }
}

}
