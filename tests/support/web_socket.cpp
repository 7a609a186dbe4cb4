#include "web_socket.hpp"

#include <poll.h>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket.hpp>

namespace web_socket {

namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;

constexpr bool with_compression = false;
using Socket = beast::websocket::stream<asio::ip::tcp::socket, with_compression>;

struct Client::Stream {
    asio::io_context context;
    Socket socket{context};
};

void echo(int connection, const std::string& request) {
    asio::io_context context;
    Socket socket(context, asio::ip::tcp::v4(), connection);
    error_code error;
    socket.accept(asio::buffer(request), error);
    while (!error) {
        beast::flat_buffer message;
        socket.read(message, error);
        if (!error) socket.write(message.data(), error);
    }
}

Client::Client(std::uint16_t port) : stream_(std::make_unique<Stream>()) {
    stream_->socket.next_layer().connect({asio::ip::address_v4::loopback(), port});
}

Client::~Client() = default;

bool Client::open(const std::string& host, const std::string& path) {
    error_code error;
    stream_->socket.handshake(host, path, error);
    return !error;
}

bool Client::send_and_get_back(const std::string& message, std::chrono::milliseconds patience) {
    error_code error;
    stream_->socket.write(asio::buffer(message), error);
    if (error) return false;
    pollfd waiting{stream_->socket.next_layer().native_handle(), POLLIN, 0};
    if (::poll(&waiting, 1, static_cast<int>(patience.count())) != 1) return false;
    beast::flat_buffer answer;
    stream_->socket.read(answer, error);
    return !error && beast::buffers_to_string(answer.data()) == message;
}

}
