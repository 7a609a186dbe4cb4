#include "deploy/connections.hpp"

#include "health/sockets.hpp"

#include <algorithm>

namespace deploy {

bool has_connections(const docker::Container& container) {
    if (container.network_mode == "host") return true;
    const auto reading = health::read_sockets({.pid = container.state.pid, .container_id = container.id});
    if (!reading.table) return true;
    const auto is_served = [&](const health::Socket& mine) {
        return std::any_of(reading.table->listeners.begin(), reading.table->listeners.end(),
                           [&](const health::Socket& listener) { return listener.port == mine.port; });
    };
    return std::any_of(reading.table->connected.begin(), reading.table->connected.end(), is_served);
}

}
