#pragma once

#include <string>

namespace docker::flags {

/// Ports from first to last, both in it.
struct PortRange {
    int first = 0;
    int last = 0;
    int count() const { return last - first + 1; }
};

/// "80" or "8000-8010". Throws util::Error "expected ...".
PortRange port_range(const std::string& value);

/// A range and its protocol: "53/udp"; tcp unless it says otherwise.
struct ContainerPorts {
    PortRange range;
    std::string protocol;
};
ContainerPorts container_ports(const std::string& value);

}
