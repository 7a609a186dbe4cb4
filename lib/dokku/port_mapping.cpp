#include "dokku/ports.hpp"

#include "util/error.hpp"
#include "util/text.hpp"

#include <algorithm>

namespace dokku {

namespace {

constexpr std::size_t longest_scheme = 32;

bool is_scheme(const std::string& text) {
    const auto is_part = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    };
    return !text.empty() && text.size() <= longest_scheme && std::all_of(text.begin(), text.end(), is_part);
}

}

std::string to_string(const PortMapping& mapping) {
    return mapping.scheme + ":" + std::to_string(mapping.host_port) + ":" +
           std::to_string(mapping.container_port);
}

PortMapping parse_port_mapping(const std::string& text) {
    const auto parts = util::split(text, ':');
    if (parts.size() == 3 && is_scheme(parts[0])) {
        const auto host_port = util::parse_number(parts[1], 1, 65535);
        const auto container_port = util::parse_number(parts[2], 1, 65535);
        if (host_port && container_port)
            return {parts[0], static_cast<int>(*host_port), static_cast<int>(*container_port)};
    }
    throw util::Error("a port mapping is SCHEME:HOST_PORT:CONTAINER_PORT, such as http:80:5000, not " +
                      util::shown(text, 80));
}

std::vector<PortMapping> parse_port_mappings(const std::vector<std::string>& lines) {
    std::vector<PortMapping> mappings;
    for (const std::string& line : lines)
        mappings.push_back(parse_port_mapping(std::string(util::trim(line))));
    return mappings;
}

}
