#include "dokku/ports.hpp"

#include "util/contains.hpp"
#include "util/error.hpp"
#include "util/text.hpp"
#include "util/wrap.hpp"

#include <algorithm>

namespace dokku {

namespace {

constexpr int default_port = 5000;
constexpr const char* udp = "udp";
constexpr const char* http = "http";
constexpr const char* https = "https";

std::vector<int> tcp_ports(const std::vector<std::string>& exposed) {
    std::vector<int> ports;
    for (const std::string& entry : exposed) {
        const auto parts = util::split(entry, '/');
        if (parts.empty() || (parts.size() > 1 && parts[1] != "tcp")) continue;
        if (const auto port = util::parse_number(parts[0], 1, 65535))
            ports.push_back(static_cast<int>(*port));
    }
    return ports;
}

std::string to_text(const std::vector<PortMapping>& mappings) {
    std::vector<std::string> texts(mappings.size());
    std::transform(mappings.begin(), mappings.end(), texts.begin(),
                   [](const PortMapping& m) { return to_string(m); });
    return util::join(texts, " ");
}

/// What is routed whatever we choose: where the routes follow us, only what was mapped by hand.
const std::vector<PortMapping>& fixed_map(const PortChoices& choices) {
    return choices.routes_follow_us ? choices.explicit_map : choices.routed;
}

/// What the proxy sends to one choice or another.
class Routes {
public:
    explicit Routes(const PortChoices& choices) : choices_(choices) {
        for (const PortMapping& mapping : fixed_map(choices))
            if (counts(mapping)) mappings_.push_back(mapping);
    }

    bool counts(const PortMapping& mapping) const {
        return mapping.scheme != udp && (mapping.scheme != https || choices_.has_certificate);
    }
    const PortMapping* to(int port) const {
        const auto found = std::find_if(mappings_.begin(), mappings_.end(),
                                        [&](const PortMapping& m) { return m.container_port == port; });
        return found == mappings_.end() ? nullptr : &*found;
    }
    bool reach(int port) const { return choices_.routes_follow_us || to(port) != nullptr; }
    const std::vector<PortMapping>& mappings() const { return mappings_; }

private:
    const PortChoices& choices_;
    std::vector<PortMapping> mappings_;
};

/// The map that would route to `port`, with what else was mapped by hand.
std::string map_with(const PortChoices& choices, int port) {
    std::vector<PortMapping> map{{http, 80, port}};
    if (choices.has_certificate) map.push_back({https, 443, port});
    for (const PortMapping& mapping : choices.explicit_map) {
        const bool replaced = std::any_of(map.begin(), map.end(), [&](const PortMapping& m) {
            return m.scheme == mapping.scheme && m.host_port == mapping.host_port;
        });
        if (!replaced) map.push_back(mapping);
    }
    return to_text(map);
}

[[noreturn]] void refuse_unrouted(const PortChoices& choices, int port) {
    throw util::Error(util::wrapped("endpoint-port of " + choices.app + " is " + std::to_string(port) +
                                    ", but the proxy does not route to it (ports: " +
                                    (choices.routed.empty() ? "none" : to_text(choices.routed)) + ")") +
                      "\nRun: " + choices.cli + " ports:set " + choices.app + " " + map_with(choices, port));
}

/// All entries are udp, or without any entry all that the image exposes.
bool has_no_tcp_port(const PortChoices& choices) {
    const std::vector<PortMapping>& map = fixed_map(choices);
    if (map.empty()) return !choices.exposed.empty() && tcp_ports(choices.exposed).empty();
    return std::all_of(map.begin(), map.end(),
                       [](const PortMapping& mapping) { return mapping.scheme == udp; });
}

std::optional<int> lowest_exposed(const PortChoices& choices, const Routes& routes) {
    std::optional<std::string> lowest;
    for (const int port : tcp_ports(choices.exposed))
        if (const std::string text = std::to_string(port); routes.reach(port) && (!lowest || text < *lowest))
            lowest = text;
    if (!lowest) return {};
    return std::stoi(*lowest);
}

ChosenPort choose(const PortChoices& choices, const Routes& routes) {
    if (choices.property) {
        if (!routes.reach(*choices.property)) refuse_unrouted(choices, *choices.property);
        return {.port = *choices.property, .reason = "property endpoint-port"};
    }
    for (const PortMapping& mapping : choices.explicit_map)
        if (routes.counts(mapping))
            return {.port = mapping.container_port, .reason = "the first entry of the port map"};
    if (const auto port = lowest_exposed(choices, routes))
        return {.port = *port,
                .reason = choices.routes_follow_us ? "the lowest exposed port"
                                                   : "the lowest port exposed and routed"};
    if (routes.mappings().empty() || routes.reach(default_port))
        return {.port = default_port, .reason = "the default", .is_default = true};
    return {.port = routes.mappings().front().container_port, .reason = "the first port that is routed"};
}

std::vector<std::string> list_others(const PortChoices& choices, const Routes& routes, int chosen) {
    const std::vector<int> exposed = tcp_ports(choices.exposed);
    std::vector<int> seen{chosen};
    std::vector<std::string> others;
    const auto add = [&](int port, const std::string& what) {
        if (util::contains(seen, port)) return;
        seen.push_back(port);
        others.push_back(std::to_string(port) + " (" + what + ")");
    };
    for (const PortMapping& mapping : routes.mappings())
        add(mapping.container_port,
            util::contains(exposed, mapping.container_port) ? "exposed and routed" : "routed");
    for (const int port : exposed) add(port, choices.routes_follow_us ? "exposed" : "exposed, not routed");
    return others;
}

std::vector<int> list_further_http(const Routes& routes, int chosen) {
    std::vector<int> further;
    for (const PortMapping& mapping : routes.mappings()) {
        const bool is_http = mapping.scheme == http || mapping.scheme == https;
        const int port = mapping.container_port;
        if (is_http && port != chosen && !util::contains(further, port)) further.push_back(port);
    }
    return further;
}

}

std::optional<ChosenPort> choose_port(const PortChoices& choices) {
    if (!choices.property && has_no_tcp_port(choices)) return {};
    const Routes routes(choices);
    ChosenPort chosen = choose(choices, routes);
    if (const PortMapping* route = routes.to(chosen.port)) chosen.scheme = route->scheme;
    chosen.others = list_others(choices, routes, chosen.port);
    chosen.further_http = list_further_http(routes, chosen.port);
    return chosen;
}

}
