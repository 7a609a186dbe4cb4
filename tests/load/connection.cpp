#include "connection.hpp"

#include "engine/standalone_host.hpp"

#include <poll.h>
#include <boost/asio/write.hpp>
#include <boost/beast/http.hpp>

namespace load {

namespace asio = boost::asio;
namespace http = boost::beast::http;

namespace {

std::string request(const std::string& app, const std::string& path, Connection::After after) {
    return "GET " + path + " HTTP/1.1\r\nHost: " + app + "\r\n" +
           (after == Connection::After::close ? "Connection: close\r\n" : "") + "\r\n";
}

/// Waits until there is something to read. False if nothing comes in time.
bool wait_to_read(asio::ip::tcp::socket& socket) {
    pollfd waiting{socket.native_handle(), POLLIN, 0};
    const auto limit = std::chrono::duration_cast<std::chrono::milliseconds>(patience);
    return ::poll(&waiting, 1, static_cast<int>(limit.count())) == 1;
}

}

Answer Connection::get(const std::string& path, After after) {
    try {
        return exchange(path, after);
    } catch (const boost::system::system_error&) {
        close();
        return Answer::bad;
    }
}

Answer Connection::exchange(const std::string& path, After after) {
    if (!socket_.is_open()) socket_.connect({asio::ip::address_v4::loopback(), e2e::proxy_port});
    boost::system::error_code error;
    asio::write(socket_, asio::buffer(request(app_, path, after)), error);
    // What is written to a closed connection may be told by the next read alone.
    const Answer answer = error ? Answer::none : read_answer();
    if (answer != Answer::good || after == After::close) close();
    return answer;
}

Answer Connection::read_answer() {
    if (!wait_to_read(socket_)) return Answer::bad;
    http::response_parser<http::string_body> parser;
    boost::system::error_code error;
    http::read(socket_, buffer_, parser, error);
    if (!parser.got_some()) return Answer::none;
    if (error || parser.get().result() != http::status::ok) return Answer::bad;
    is_reused_ = parser.get().keep_alive();
    if (!is_reused_) close();
    return Answer::good;
}

void Connection::close() {
    boost::system::error_code error;
    socket_.close(error);
    buffer_.clear();
    is_reused_ = false;
}

}
