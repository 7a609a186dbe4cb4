#include "docker/flags/port_range.hpp"

#include "docker/flags/value.hpp"
#include "util/text.hpp"

namespace docker::flags {

namespace {

int port(const std::string& value) {
    const auto number = util::parse_number(value, 0, 65535);
    if (!number) expect("a port from 0 to 65535 or a range of ports");
    return static_cast<int>(*number);
}

}

PortRange port_range(const std::string& value) {
    const Pair ends = cut(value, '-');
    const int first = port(ends.key);
    const int last = ends.has_value ? port(ends.value) : first;
    if (last < first) expect("a range of ports that rises");
    return {first, last};
}

ContainerPorts container_ports(const std::string& value) {
    const Pair parts = cut(value, '/');
    const std::string protocol = parts.value.empty() ? "tcp" : util::to_lower(parts.value);
    if (protocol != "tcp" && protocol != "udp" && protocol != "sctp") expect("the protocol tcp, udp or sctp");
    return {port_range(parts.key), protocol};
}

}
