#pragma once

#include "docker/client.hpp"
#include "docker/engine.hpp"
#include "host/host.hpp"

#include <memory>

namespace host {

/// A connection to this host's Engine. Throws util::Error for an Engine whose
/// containers cannot be reached from here.
class Engine {
public:
    explicit Engine(const dokku::Environment& environment)
        : transport_(docker::make_socket_transport(docker::parse_endpoint(environment.docker_host))),
          client_(*transport_) {}

    docker::Client& client() { return client_; }

private:
    std::unique_ptr<docker::Transport> transport_;
    docker::Client client_;
};

}
