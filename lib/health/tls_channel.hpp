#pragma once

#include "health/channel.hpp"

#include <memory>
#include <string>

namespace health {

/// TLS of any version over `wire`, whoever the other side's certificate says it
/// is: a check asks whether a program answers, not who it is. `server_name` is
/// sent as SNI unless it is empty or an IP address. The handshake is part of the
/// first call; a peer that does not speak TLS ends as not_http with its first
/// bytes. Throws util::Error if TLS is not to be had here.
std::unique_ptr<Channel> make_tls_channel(Channel& wire, const std::string& server_name);

}
