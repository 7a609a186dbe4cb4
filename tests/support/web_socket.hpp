#pragma once

#include <string>

namespace apps {

/// Answers the upgrade `request` that was read from this connection, then sends
/// every message back until the peer goes. Closes the connection.
void echo_over_web_socket(int connection, const std::string& request);

}
