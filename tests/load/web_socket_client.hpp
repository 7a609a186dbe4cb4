#pragma once

#include "util/parallel.hpp"

#include <atomic>
#include <chrono>
#include <string>

namespace web_socket {
class Client;
}

namespace load {

/// A WebSocket to the test app through the proxy, opened at once, on which a
/// message goes out and comes back ten times a second until the connection ends.
class WebSocketClient {
public:
    using Time = std::chrono::system_clock::time_point;

    /// Throws boost::system::system_error when it cannot be opened.
    explicit WebSocketClient(const std::string& app);

    bool has_ended() const { return has_ended_; }
    /// When the last message came back.
    Time last_answer() const { return last_answer_; }

private:
    void converse(const std::stop_token& stop);

    std::shared_ptr<web_socket::Client> socket_;
    std::atomic<bool> has_ended_ = false;
    std::atomic<Time> last_answer_{};
    util::Background conversation_;
};

}
