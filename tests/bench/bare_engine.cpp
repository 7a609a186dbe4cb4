#include "bare_engine.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <cstring>
#include <stdexcept>

namespace bench {

namespace {

constexpr const char* path_of_socket = "/var/run/docker.sock";
constexpr std::size_t not_found = std::string::npos;

/// The value of a header of an answer's head, as Go's server writes its names.
std::string header(const std::string& head, const std::string& name) {
    const auto found = head.find("\r\n" + name + ": ");
    if (found == not_found) return "";
    const auto begin = found + name.size() + 4;
    return head.substr(begin, head.find("\r\n", begin) - begin);
}

}

BareEngine::BareEngine() : socket_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un address{.sun_family = AF_UNIX, .sun_path = {}};
    std::strncpy(address.sun_path, path_of_socket, sizeof address.sun_path - 1);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        throw std::runtime_error("no Engine at " + std::string(path_of_socket));
}

BareEngine::~BareEngine() { ::close(socket_); }

std::string BareEngine::call(const std::string& method, const std::string& path, const std::string& body) {
    send(method, path, body);
    const std::string answered = head();
    const int status = std::stoi(answered.substr(9, 3));
    std::string text;
    if (header(answered, "Transfer-Encoding") == "chunked") text = chunks();
    else if (const std::string size = header(answered, "Content-Length"); !size.empty())
        text = take(std::stoul(size));
    if (status >= 400) throw std::runtime_error(method + " " + path + ": " + text);
    return text;
}

void BareEngine::begin(const std::string& path) {
    send("GET", path, "");
    head();
}

void BareEngine::send(const std::string& method, const std::string& path, const std::string& body) {
    std::string request = method + " " + path + " HTTP/1.1\r\nHost: docker\r\n";
    if (method == "POST")
        request +=
            "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
    request += "\r\n" + body;
    if (::send(socket_, request.data(), request.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(request.size()))
        throw std::runtime_error("the Engine took no request");
}

void BareEngine::receive() {
    char bytes[65536];
    const ssize_t size = ::read(socket_, bytes, sizeof bytes);
    if (size <= 0) throw std::runtime_error("the Engine hung up");
    received_.append(bytes, static_cast<std::size_t>(size));
}

std::string BareEngine::head() {
    while (received_.find("\r\n\r\n") == not_found) receive();
    return take(received_.find("\r\n\r\n") + 4);
}

std::string BareEngine::take(std::size_t size) {
    while (received_.size() < size) receive();
    std::string taken = received_.substr(0, size);
    received_.erase(0, size);
    return taken;
}

std::string BareEngine::line() {
    while (received_.find("\r\n") == not_found) receive();
    return take(received_.find("\r\n") + 2);
}

std::string BareEngine::chunks() {
    std::string text;
    for (;;) {
        const std::size_t size = std::stoul(line(), nullptr, 16);
        text += take(size);
        take(2);
        if (size == 0) return text;
    }
}

}
