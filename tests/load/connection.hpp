#pragma once

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <chrono>
#include <string>

namespace load {

/// Longer than any answer takes that comes at all.
constexpr std::chrono::seconds patience{60};

enum class Answer {
    good,  ///< status 200 and its whole body
    none,  ///< the connection ended before the first byte
    bad
};

/// One connection to an app through the proxy, opened with the first request.
class Connection {
public:
    enum class After { keep, close };

    explicit Connection(std::string app) : app_(std::move(app)) {}

    Answer get(const std::string& path, After after);
    /// Whether a request would be sent on a connection that has answered before.
    bool is_reused() const { return is_reused_; }

private:
    Answer exchange(const std::string& path, After after);
    Answer read_answer();
    void close();

    std::string app_;
    boost::asio::io_context context_;
    boost::asio::ip::tcp::socket socket_{context_};
    boost::beast::flat_buffer buffer_;
    bool is_reused_ = false;
};

}
