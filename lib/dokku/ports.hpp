#pragma once

#include <optional>
#include <string>
#include <vector>

namespace dokku {

/// One line of ports-get: http:80:5000.
struct PortMapping {
    std::string scheme;
    int host_port = 0;
    int container_port = 0;
    bool operator==(const PortMapping&) const = default;
};

std::string to_string(const PortMapping& mapping);
/// Throws util::Error for a text that is none, or a port outside 1 to 65535.
PortMapping parse_port_mapping(const std::string& text);
std::vector<PortMapping> parse_port_mappings(const std::vector<std::string>& lines);

/// What the choice is made from.
struct PortChoices {
    std::optional<int> property{};            ///< endpoint-port
    std::vector<PortMapping> explicit_map{};  ///< list property ports/APP/map
    std::vector<PortMapping> routed{};        ///< ports-get
    std::vector<std::string> exposed{};       ///< of the image: "8080/tcp"
    bool has_certificate = false;
    bool routes_follow_us = false;  ///< standalone host: the proxy routes to our choice
    std::string app;
    std::string cli = "dokku";
};

struct ChosenPort {
    int port = 5000;
    std::string scheme = "http";
    std::string reason;               ///< "the lowest port exposed and routed"
    std::vector<std::string> others;  ///< what else there was: "8080 (exposed, not routed)"
    std::vector<int> further_http;    ///< other routed http ports, probed as warnings
    bool is_default = false;          ///< nothing said anything: 5000
};

/// The port of a web process: the property, else the first non-udp entry of the
/// explicit map, else the lexicographically lowest TCP port that is exposed and
/// routed ("443" before "80", "8000" before "9"), else 5000, or where that is not
/// routed the first port that is. An https entry routes only with a certificate.
/// Nothing if web has no TCP port at all. Throws util::Error for a property that
/// nothing routes to.
std::optional<ChosenPort> choose_port(const PortChoices& choices);

}
