#include "host/ports.hpp"

#include "util/text.hpp"

namespace host {

namespace {

std::vector<dokku::PortMapping> stored_map(const Host& host, const std::string& app, const std::string& key) {
    std::vector<dokku::PortMapping> mappings;
    for (const std::string& line : host.properties("ports").get_list(app, key))
        mappings.push_back(dokku::parse_port_mapping(line));
    return mappings;
}

}

std::vector<dokku::PortMapping> port_map(const Host& host, const std::string& app) {
    if (auto set = stored_map(host, app, "map"); !set.empty()) return set;
    if (auto detected = stored_map(host, app, "map-detected"); !detected.empty()) return detected;
    return {{"http", 80, 5000}};
}

std::vector<std::string> detected_map(const std::vector<std::string>& exposed_ports) {
    std::vector<std::string> lines;
    for (const std::string& exposed : exposed_ports) {
        const std::size_t slash = exposed.find('/');
        const std::string port = exposed.substr(0, slash);
        if (!util::parse_number(port, 1, 65535)) continue;
        const bool is_udp = slash != std::string::npos && exposed.substr(slash) == "/udp";
        lines.push_back((is_udp ? "udp:" : "http:") + port + ":" + port);
    }
    return lines;
}

}
