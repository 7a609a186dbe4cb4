#include "health/channel.hpp"

#include <cerrno>

namespace health {

void SocketChannel::send(std::string_view bytes) { socket_.send(bytes); }

Channel::Received SocketChannel::receive() {
    const auto [count, error] = socket_.receive(buffer_);
    if (error == ETIMEDOUT) return {.end = Outcome::no_answer};
    if (error != 0 || count == 0) return {.end = Outcome::reset};
    return {.bytes = {buffer_.data(), count}};
}

}
