#pragma once

#include "dokku/ports.hpp"
#include "host/host.hpp"

namespace host {

/// The app's port map: the one that was set, else the one detected in the
/// image, else http:80:5000.
std::vector<dokku::PortMapping> port_map(const Host& host, const std::string& app);

/// One http mapping for every TCP port that an image exposes ("8080/tcp"), a
/// udp mapping for every UDP port.
std::vector<std::string> detected_map(const std::vector<std::string>& exposed_ports);

}
