#include "engine/visitor.hpp"

#include "engine/standalone_host.hpp"
#include "util/unique_fd.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>
#include <array>

namespace e2e {

namespace {

using namespace std::chrono_literals;

constexpr auto pause = 5ms;
constexpr int patience_s = 10;

/// The whole answer; what went wrong in round brackets.
std::string ask(const std::string& host) {
    const util::UniqueFd socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const timeval patience{.tv_sec = patience_s, .tv_usec = 0};
    ::setsockopt(socket.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(proxy_port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
        return "(no connection)";
    const std::string request = "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
    if (::send(socket.get(), request.data(), request.size(), MSG_NOSIGNAL) < 0) return "(not sent)";
    std::string answer;
    std::array<char, 4096> buffer{};
    ssize_t length = 0;
    while ((length = ::recv(socket.get(), buffer.data(), buffer.size(), 0)) > 0)
        answer.append(buffer.data(), static_cast<std::size_t>(length));
    return length < 0 ? "(cut off)" + answer : answer;
}

}

Visitor::Visitor(std::string app, std::string page)
    : app_(std::move(app)),
      page_(std::move(page)),
      last_success_(std::chrono::steady_clock::now()),
      thread_([this](const std::stop_token& stop) { visit(stop); }) {}

Visitor::~Visitor() {
    thread_.request_stop();
    thread_.join();
}

std::string Visitor::last_failure() const {
    const std::lock_guard guard(mutex_);
    return last_failure_;
}

void Visitor::visit(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        const std::string answer = ask(app_);
        note(answer, std::chrono::steady_clock::now());
        std::this_thread::sleep_for(pause);
    }
}

void Visitor::note(const std::string& answer, std::chrono::steady_clock::time_point now) {
    ++requests_;
    if (answer.starts_with("HTTP/1.1 200") && answer.find(page_) != std::string::npos) {
        last_success_ = now;
        return;
    }
    ++failures_;
    longest_gap_ =
        std::max(longest_gap_.load(), std::chrono::ceil<std::chrono::milliseconds>(now - last_success_));
    const std::lock_guard guard(mutex_);
    last_failure_ = answer.substr(0, answer.find('\r'));
}

}
