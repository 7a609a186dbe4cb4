#include "web_socket_client.hpp"

#include "connection.hpp"

#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/websocket.hpp>
#include <thread>

namespace load {

namespace asio = boost::asio;
namespace beast = boost::beast;

constexpr bool with_compression = false;
using Socket = beast::websocket::stream<asio::ip::tcp::socket, with_compression>;

struct WebSocketClient::Stream {
    asio::io_context context;
    Socket socket{connect_to_proxy(context)};
};

namespace {

constexpr std::chrono::milliseconds pause_between_messages{100};

/// False when it did not come back.
bool send_back_and_forth(Socket& socket, const std::string& message) {
    boost::system::error_code error;
    socket.write(asio::buffer(message), error);
    if (error || !wait_to_read(socket.next_layer())) return false;
    beast::flat_buffer answer;
    socket.read(answer, error);
    return !error && beast::buffers_to_string(answer.data()) == message;
}

}

WebSocketClient::WebSocketClient(const std::string& app)
    : stream_(std::make_shared<Stream>()), conversation_([this, app](const std::stop_token& stop) {
          boost::system::error_code error;
          stream_->socket.handshake(app, "/socket", error);
          if (!error) converse(stop);
          has_ended_ = true;
      }) {}

void WebSocketClient::converse(const std::stop_token& stop) {
    for (int number = 0; !stop.stop_requested(); ++number) {
        if (!send_back_and_forth(stream_->socket, "message " + std::to_string(number))) return;
        last_answer_ = std::chrono::system_clock::now();
        std::this_thread::sleep_for(pause_between_messages);
    }
}

}
