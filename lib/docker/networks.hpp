#pragma once

#include "docker/client.hpp"

#include <vector>

namespace docker {

class Networks {
public:
    explicit Networks(Client& client) : client_(client) {}

    bool exists(const std::string& name, const std::stop_token& stop = {});
    /// `endpoint` is the EndpointConfig as JSON. Already connected is no error.
    void connect(const std::string& network, const std::string& container_id,
                 const std::string& endpoint = "{}", const std::stop_token& stop = {});

private:
    Client& client_;
};

}
