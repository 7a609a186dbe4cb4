#include "health/channel.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <cerrno>

namespace health {

void SocketChannel::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent > 0) bytes.remove_prefix(static_cast<std::size_t>(sent));
        else if (errno == EAGAIN && !waiter_.wait(socket_, POLLOUT, until_)) return;
        else if (errno != EAGAIN && errno != EINTR) return;
    }
}

/// An endless stream of bytes keeps the socket ready: the moment counts all the same.
Channel::Received SocketChannel::receive() {
    for (;;) {
        const bool ready = std::chrono::steady_clock::now() < until_ && waiter_.wait(socket_, POLLIN, until_);
        if (!ready) return {.end = Outcome::no_answer};
        const ssize_t got = ::recv(socket_, buffer_.data(), buffer_.size(), 0);
        if (got > 0) return {.bytes = {buffer_.data(), static_cast<std::size_t>(got)}};
        if (got == 0 || (errno != EAGAIN && errno != EINTR)) return {.end = Outcome::reset};
    }
}

}
