#include "unix_server.hpp"

#include "util/error.hpp"
#include "util/text.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <array>
#include <cstring>

namespace {

std::size_t content_length(const std::string& head) {
    const std::string name = "content-length: ";
    const auto at = util::to_lower(head).find(name);
    return at == std::string::npos ? 0 : std::stoul(head.substr(at + name.size()));
}

}

std::string UnixServer::Connection::receive() {
    std::string request;
    std::array<char, 65536> buffer{};
    for (;;) {
        const auto end = request.find("\r\n\r\n");
        if (end != std::string::npos && request.size() >= end + 4 + content_length(request)) return request;
        const ssize_t got = ::recv(socket_.get(), buffer.data(), buffer.size(), 0);
        if (got <= 0) return {};
        request.append(buffer.data(), static_cast<std::size_t>(got));
    }
}

void UnixServer::Connection::send(const std::string& bytes) {
    std::size_t sent = 0;
    while (sent < bytes.size()) {
        const ssize_t written = ::send(socket_.get(), bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
        if (written <= 0) return;
        sent += static_cast<std::size_t>(written);
    }
}

void UnixServer::Connection::wait_for_close() {
    std::array<char, 4096> buffer{};
    while (::recv(socket_.get(), buffer.data(), buffer.size(), 0) > 0) {}
}

UnixServer::UnixServer(std::vector<Script> scripts)
    : listener_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)), scripts_(std::move(scripts)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path().c_str(), sizeof(address.sun_path) - 1);
    if (::bind(listener_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0 ||
        ::listen(listener_.get(), 16) != 0)
        util::throw_errno("cannot listen");
    acceptor_ = std::jthread([this] { serve(); });
}

UnixServer::~UnixServer() {
    ::shutdown(listener_.get(), SHUT_RDWR);
    acceptor_.join();
}

void UnixServer::serve() {
    for (const Script& script : scripts_) {
        const int descriptor = ::accept4(listener_.get(), nullptr, nullptr, SOCK_CLOEXEC);
        if (descriptor < 0) return;
        ++accepted_;
        threads_.emplace_back([this, descriptor, &script] {
            {
                Connection connection(descriptor);
                script(connection);
            }
            ++closed_;
            closed_.notify_all();
        });
    }
}

void UnixServer::wait_for_closed(int connections) const {
    for (int closed = closed_; closed < connections; closed = closed_) closed_.wait(closed);
}

std::string answer(const std::string& status, const std::string& body) {
    return "HTTP/1.1 " + status + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}
