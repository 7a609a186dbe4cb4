#include "web_socket_client.hpp"

#include "connection.hpp"
#include "engine/standalone_host.hpp"
#include "support/web_socket.hpp"

#include <thread>

namespace load {

namespace {

constexpr std::chrono::milliseconds pause_between_messages{100};

}

WebSocketClient::WebSocketClient(const std::string& app)
    : socket_(std::make_shared<web_socket::Client>(e2e::proxy_port)),
      conversation_([this, app](const std::stop_token& stop) {
          if (socket_->open(app, "/socket")) converse(stop);
          has_ended_ = true;
      }) {}

void WebSocketClient::converse(const std::stop_token& stop) {
    for (int number = 0; !stop.stop_requested(); ++number) {
        if (!socket_->send_and_get_back("message " + std::to_string(number), patience)) return;
        last_answer_ = std::chrono::system_clock::now();
        std::this_thread::sleep_for(pause_between_messages);
    }
}

}
