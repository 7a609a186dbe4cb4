#pragma once

#include "docker/client.hpp"
#include "util/timestamp.hpp"

#include <optional>

namespace docker {

class Networks {
public:
    explicit Networks(Client& client) : client_(client) {}

    bool exists(const std::string& name, const std::stop_token& stop = {});
    /// When it was made. The default bridge is made anew with each start of the
    /// Engine that found no container running (live-restore). Nothing if there is no such network.
    std::optional<util::Timestamp> created(const std::string& name, const std::stop_token& stop = {});
    /// `endpoint` is the EndpointConfig as JSON. Already connected is no error.
    void connect(const std::string& network, const std::string& container_id,
                 const std::string& endpoint = "{}", const std::stop_token& stop = {});

private:
    std::optional<std::string> inspect(const std::string& name, const std::stop_token& stop);

    Client& client_;
};

}
