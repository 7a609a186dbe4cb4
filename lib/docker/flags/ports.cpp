#include "docker/flags/draft_json.hpp"
#include "docker/flags/port_range.hpp"
#include "docker/flags/topics.hpp"
#include "docker/flags/value.hpp"

#include "util/contains.hpp"
#include "util/text.hpp"

#include <array>

namespace docker::flags {

namespace {

/// [[ADDRESS:]HOST-PORT:]CONTAINER-PORT[/PROTOCOL]
struct Publication {
    std::string address;
    std::string host_port;
    std::string container_port;
};

/// published=8080,target=80,protocol=tcp is the same as 8080:80/tcp.
std::string short_form(const std::string& value) {
    if (value.find('=') == std::string::npos) return value;
    std::map<std::string, std::string> fields{{"protocol", "tcp"}};
    for (const std::string& field : util::split(value, ',')) {
        const Pair parts = cut(field, '=');
        if (!parts.has_value || parts.key.empty()) expect("NAME=VALUE between commas");
        fields[parts.key] = parts.value;
    }
    return fields["published"] + ":" + fields["target"] + "/" + fields["protocol"];
}

/// An IPv6 address has colons of its own, in brackets or not.
std::string bare_address(std::string address) {
    if (address.starts_with('[') && address.ends_with(']')) address = address.substr(1, address.size() - 2);
    if (!address.empty()) ip_address(address);
    return address;
}

Publication publication(const std::string& value) {
    const auto last = value.rfind(':');
    if (last == std::string::npos) return {"", "", value};
    const std::string before = value.substr(0, last);
    const auto middle = before.rfind(':');
    if (middle == std::string::npos) return {"", before, value.substr(last + 1)};
    return {bare_address(before.substr(0, middle)), before.substr(middle + 1), value.substr(last + 1)};
}

/// A range on the host for a single port leaves the choice to the Engine.
std::string host_port_of(const PortRange& host, const ContainerPorts& container, int offset) {
    std::string port = std::to_string(host.first + offset);
    if (container.range.count() == 1 && host.count() > 1) port += "-" + std::to_string(host.last);
    return port;
}

bool is_fixed(const std::string& host_port) {
    return !host_port.empty() && host_port != "0" && host_port.find('-') == std::string::npos;
}

void add_unique(std::vector<std::string>& list, const std::string& value) {
    if (!util::contains(list, value)) list.push_back(value);
}

void expose(Draft& draft, const std::string& port) { draft.body["ExposedPorts"][port] = Json::object(); }

void publish(Draft& draft, const Flag&, const std::string& value) {
    const Publication wanted = publication(short_form(value));
    const ContainerPorts container = container_ports(wanted.container_port);
    const PortRange host = wanted.host_port.empty() ? PortRange{} : port_range(wanted.host_port);
    if (!wanted.host_port.empty() && container.range.count() != 1 && container.range.count() != host.count())
        expect("as many host ports as container ports");
    for (int i = 0; i < container.range.count(); ++i) {
        const std::string port = std::to_string(container.range.first + i) + "/" + container.protocol;
        const std::string host_port = wanted.host_port.empty() ? "" : host_port_of(host, container, i);
        expose(draft, port);
        draft.host("PortBindings")[port].push_back({{"HostIp", wanted.address}, {"HostPort", host_port}});
        add_unique(draft.spec.published_ports, port);
        draft.spec.has_fixed_host_port = draft.spec.has_fixed_host_port || is_fixed(host_port);
    }
}

void expose_range(Draft& draft, const Flag&, const std::string& value) {
    const ContainerPorts ports = container_ports(value);
    for (int port = ports.range.first; port <= ports.range.last; ++port)
        expose(draft, std::to_string(port) + "/" + ports.protocol);
}

}

std::span<const Flag> port_flags() {
    static constexpr std::array table{
        Flag{"expose", 0, Takes::value, expose_range},
        Flag{"publish", 'p', Takes::value, publish},
        Flag{"publish-all", 'P', Takes::switch_value, set<boolean>, "/HostConfig/PublishAllPorts"},
    };
    return table;
}

}
