#pragma once

#include "docker/client.hpp"
#include "docker/types.hpp"

namespace docker {

/// The Engine's images. Names may be ids.
class Images {
public:
    explicit Images(Client& client) : client_(client) {}

    std::optional<Image> find(const std::string& name, const std::stop_token& stop = {});
    /// Never by force. False if it was not there.
    bool remove(const std::string& name);
    void tag(const std::string& source, const std::string& repository, const std::string& tag);

private:
    Client& client_;
};

}
