#pragma once

#include "docker/client.hpp"

#include <memory>

namespace docker {

/// Where the Engine listens.
struct Endpoint {
    std::string address;  ///< path of the unix socket, or host:port
    bool is_unix = true;
};

/// Reads DOCKER_HOST's value: unix://PATH, or tcp://ADDRESS:PORT of an Engine on
/// this machine; empty is /var/run/docker.sock. Another host's Engine is refused
/// (its containers cannot be reached from here). Throws util::Error.
Endpoint parse_endpoint(const std::string& docker_host);

/// The real transport, keeping connections alive.
std::unique_ptr<Transport> make_socket_transport(const Endpoint& endpoint);

}
