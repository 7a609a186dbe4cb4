#pragma once

#include <chrono>
#include <memory>
#include <string>

/// Both ends of a WebSocket in one source: Beast's take the compiler long.
namespace web_socket {

/// Answers the upgrade `request` that was read from this connection, then sends
/// every message back until the peer goes. Closes the connection.
void echo(int connection, const std::string& request);

/// The end that opens it.
class Client {
public:
    /// Connects to a port of 127.0.0.1. Throws boost::system::system_error.
    explicit Client(std::uint16_t port);
    ~Client();

    /// False when the server does not switch to WebSocket.
    bool open(const std::string& host, const std::string& path);
    /// Sends a message; false when it does not come back in time.
    bool send_and_get_back(const std::string& message, std::chrono::milliseconds patience);

private:
    struct Stream;
    std::unique_ptr<Stream> stream_;
};

}
