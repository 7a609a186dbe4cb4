#pragma once

#include "health/verdict.hpp"

namespace health {

/// 127.0.0.0/8, ::1.
bool is_loopback(const Socket& socket);

/// Whether a connect to `endpoint` meets a listener. An IPv6 wildcard may refuse
/// IPv4: that is not to be seen in the table.
bool serves(const Socket& listener, const Socket& endpoint);

/// Why a connect to `endpoint` is refused while these listen: refused (it ought
/// to work), loopback_only (the port, but not at this address), other_port, no_listener.
Code refusal(const std::vector<Socket>& listeners, const Socket& endpoint);

/// "127.0.0.1:5000, [::1]:5000".
std::string to_string(const std::vector<Socket>& sockets);

}
