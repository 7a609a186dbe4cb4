#include "health/reach.hpp"

#include "health/attempt.hpp"
#include "util/text.hpp"

#include <algorithm>

namespace health {

namespace {

bool is_ipv6_wildcard(const Socket& socket) { return socket.is_ipv6 && socket.address == "::"; }

}

bool is_loopback(const Socket& socket) {
    return socket.is_ipv6 ? socket.address == "::1" : socket.address.starts_with("127.");
}

bool serves(const Socket& listener, const Socket& endpoint) {
    if (listener.port != endpoint.port) return false;
    if (is_ipv6_wildcard(listener)) return true;
    if (listener.is_ipv6 != endpoint.is_ipv6) return false;
    return listener.address == "0.0.0.0" || listener.address == endpoint.address;
}

Code refusal(const std::vector<Socket>& listeners, const Socket& endpoint) {
    if (listeners.empty()) return Code::no_listener;
    const auto ought_to_work = [&](const Socket& listener) {
        return serves(listener, endpoint) && (endpoint.is_ipv6 || !is_ipv6_wildcard(listener));
    };
    if (std::any_of(listeners.begin(), listeners.end(), ought_to_work)) return Code::refused;
    const auto has_port = [&](const Socket& listener) { return listener.port == endpoint.port; };
    return std::any_of(listeners.begin(), listeners.end(), has_port) ? Code::loopback_only : Code::other_port;
}

std::string to_string(const std::vector<Socket>& sockets) {
    std::vector<std::string> texts;
    for (const Socket& socket : sockets) texts.push_back(to_string(socket));
    return util::join(texts, ", ");
}

}
