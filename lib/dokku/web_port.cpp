#include "dokku/app.hpp"

#include "dokku/names.hpp"

#include <algorithm>

namespace dokku {

std::optional<ChosenPort> choose_web_port(const Environment& environment, const App& app,
                                          const ImageFacts& facts) {
    if (app.proxy_disabled) return {};
    return choose_port({.property = app.settings.endpoint_port.value,
                        .explicit_map = app.explicit_ports,
                        .routed = app.ports,
                        .exposed = facts.exposed_ports,
                        .has_certificate = app.has_certificate,
                        .routes_follow_us = environment.cli != "dokku",
                        .app = app.name,
                        .cli = environment.cli});
}

std::string port_variable(const App& app, const Replica& replica, std::optional<int> port) {
    if (port) return std::to_string(*port);
    if (replica.process_type != web_process) return {};
    const auto tcp = std::find_if(app.ports.begin(), app.ports.end(),
                                  [](const PortMapping& mapping) { return mapping.scheme != "udp"; });
    return tcp == app.ports.end() ? "" : std::to_string(tcp->container_port);
}

}
