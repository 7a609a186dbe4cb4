#pragma once

#include <map>
#include <string>
#include <vector>

namespace docker::flags {

/// One --network, with what was said of the endpoint on it.
struct NetworkAttachment {
    std::string target;
    std::vector<std::string> aliases{};
    std::vector<std::string> links{};
    std::vector<std::string> link_local_addresses{};
    std::map<std::string, std::string> driver_options{};
    std::string ipv4{};
    std::string ipv6{};
    std::string mac_address{};
    long gateway_priority = 0;

    /// Not default, bridge, host, none or container:NAME.
    bool is_user_defined() const;
};

/// A name, or name=...,alias=...,ip=... Throws util::Error "expected ...".
NetworkAttachment network_attachment(const std::string& value);

/// Six, eight or twenty bytes in hexadecimal.
std::string mac_address(const std::string& value);

}
