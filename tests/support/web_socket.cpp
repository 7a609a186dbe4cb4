#include "web_socket.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket.hpp>

namespace apps {

namespace asio = boost::asio;
namespace beast = boost::beast;

constexpr bool with_compression = false;

void echo_over_web_socket(int connection, const std::string& request) {
    asio::io_context context;
    beast::websocket::stream<asio::ip::tcp::socket, with_compression> stream(context, asio::ip::tcp::v4(),
                                                                             connection);
    boost::system::error_code error;
    stream.accept(asio::buffer(request), error);
    while (!error) {
        beast::flat_buffer message;
        stream.read(message, error);
        if (!error) stream.write(message.data(), error);
    }
}

}
