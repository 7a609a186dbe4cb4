#include "traffic.hpp"

#include "clients.hpp"

namespace load {

namespace {

constexpr int kept_connections = 4;
constexpr int slow_requests = 2;

}

Traffic::Traffic(const std::string& app) {
    const auto add = [&](int count, auto ask) {
        for (int i = 0; i < count; ++i)
            clients_.emplace_back([this, app, ask](const std::stop_token& stop) { ask(app, tally_, stop); });
    };
    add(kept_connections, ask_on_a_kept_connection);
    add(slow_requests, ask_slowly);
    add(1, ask_with_wrk);
}

const Tally& Traffic::end() {
    for (util::Background& client : clients_) client.request_stop();
    clients_.clear();
    return tally_;
}

}
