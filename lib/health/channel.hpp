#pragma once

#include "health/attempt.hpp"
#include "util/stream_socket.hpp"

#include <array>
#include <optional>
#include <string_view>

namespace health {

/// Bytes to and from one endpoint, until a moment. Every call throws
/// util::Interrupted when stopped.
class Channel {
public:
    struct Received {
        std::string_view bytes{};  ///< until the next call; of a not_http end: what came instead
        std::optional<Outcome>
            end{};  ///< reset (it closed or broke off), no_answer (the moment came), not_http
    };

    virtual ~Channel() = default;

    /// What cannot be sent is dropped: a server that spoke first and hung up may
    /// be gone already, and what it said is still to be read.
    virtual void send(std::string_view bytes) = 0;
    /// Waits for bytes or the end.
    virtual Received receive() = 0;
};

/// Over a connected, non-blocking socket that somebody else owns.
class SocketChannel : public Channel {
public:
    SocketChannel(int socket, util::Steady until, const std::stop_token& stop)
        : socket_(socket, until, stop) {}

    void send(std::string_view bytes) override;
    Received receive() override;

private:
    util::StreamSocket socket_;
    std::array<char, 16384> buffer_;  // not cleared: it is written before it is read
};

}
