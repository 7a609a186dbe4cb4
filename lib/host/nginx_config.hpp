#pragma once

#include "util/file.hpp"

#include <string>
#include <vector>

namespace host {

/// One app as the proxy sees it.
struct ProxiedApp {
    std::string name;
    std::vector<std::string> domains{};
    std::vector<std::string> upstreams{};  ///< ADDRESS:PORT of its web containers
};

struct ProxySettings {
    util::Path directory;  ///< of its configuration, pid, log and temporary files
    int port = 8080;
    std::string user{};  ///< of the workers of root's nginx; empty: who starts it
    std::vector<ProxiedApp> apps{};
};

/// The configuration of a whole nginx. An only app answers to every name;
/// several answer to their name, NAME.ANYTHING and their domains. Apps without
/// upstreams are left out.
std::string nginx_config(const ProxySettings& settings);

}
