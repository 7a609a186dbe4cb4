#include "docker/api_version.hpp"
#include "docker/flags/draft_json.hpp"
#include "docker/flags/network_attachment.hpp"
#include "docker/flags/topics.hpp"
#include "docker/flags/value.hpp"

#include "util/error.hpp"
#include "util/text.hpp"

#include <algorithm>
#include <array>

namespace docker::flags {

namespace {

/// Checked here, read again when all flags are known.
std::string network(const std::string& value) {
    if (util::trim(network_attachment(value).target).empty()) expect("the name of a network");
    return value;
}

std::string link(const std::string& value) {
    if (value.empty() || std::count(value.begin(), value.end(), ':') > 1) expect("CONTAINER[:ALIAS]");
    return value;
}

/// A flag of the container and a field of its first --network say the same thing.
template <class Value>
void merge(Value& field, const Value& of_container, const std::string& flag) {
    if (!field.empty() && !of_container.empty())
        throw util::Error("--" + flag + " and the same setting within --network exclude each other");
    if (field.empty()) field = of_container;
}

void apply_container_flags(Draft& draft, NetworkAttachment& first) {
    merge(first.aliases, draft.values("network-alias"), "network-alias");
    merge(first.ipv4, draft.last("ip"), "ip");
    merge(first.ipv6, draft.last("ip6"), "ip6");
    merge(first.mac_address, draft.last("mac-address"), "mac-address");
    merge(first.link_local_addresses, draft.values("link-local-ip"), "link-local-ip");
    // On the default bridge a link is no matter of the endpoint.
    if (first.is_user_defined()) first.links = draft.values("link");
}

Json addresses(const NetworkAttachment& network) {
    Json config = Json::object();
    if (!network.ipv4.empty()) config["IPv4Address"] = network.ipv4;
    if (!network.ipv6.empty()) config["IPv6Address"] = network.ipv6;
    if (!network.link_local_addresses.empty()) config["LinkLocalIPs"] = network.link_local_addresses;
    return config;
}

/// Empty if there is nothing to say of it.
Json endpoint(const NetworkAttachment& network) {
    Json config = Json::object();
    if (!network.aliases.empty()) config["Aliases"] = network.aliases;
    if (!network.links.empty()) config["Links"] = network.links;
    if (!network.driver_options.empty()) config["DriverOpts"] = network.driver_options;
    if (!network.mac_address.empty()) config["MacAddress"] = network.mac_address;
    if (network.gateway_priority != 0) config["GwPriority"] = network.gateway_priority;
    if (const Json ipam = addresses(network); !ipam.empty()) config["IPAMConfig"] = ipam;
    return config;
}

std::vector<NetworkAttachment> attachments(Draft& draft) {
    std::vector<NetworkAttachment> networks;
    for (const std::string& value : draft.values("network")) networks.push_back(network_attachment(value));
    if (networks.empty()) networks.push_back({.target = "default"});
    apply_container_flags(draft, networks.front());
    return networks;
}

void check(const std::vector<NetworkAttachment>& networks) {
    std::map<std::string, int> seen;
    for (const NetworkAttachment& network : networks) {
        if (++seen[network.target] > 1) throw util::Error("--network " + network.target + " is given twice");
        if (network.is_user_defined() != networks.front().is_user_defined())
            throw util::Error("--network: a network of your own and " + network.target +
                              " exclude each other");
        if (!network.is_user_defined() && !network.aliases.empty())
            throw util::Error("--network-alias needs a network of your own, not " + network.target);
    }
}

/// What only newer Engines can do for a single network.
void check_versions(const NetworkAttachment& network, const std::string& spoken) {
    if (!network.mac_address.empty()) require_version(spoken, "1.44", "mac-address= of a --network");
    if (network.gateway_priority != 0) require_version(spoken, "1.48", "gw-priority= of a --network");
}

/// Older Engines take a container's MAC address, newer ones an endpoint's.
void place_mac_address(Draft& draft, NetworkAttachment& first) {
    if (is_at_least(draft.context.api_version, "1.44") || draft.values("mac-address").empty()) return;
    draft.body["MacAddress"] = std::exchange(first.mac_address, {});
}

}

std::span<const Flag> network_flags() {
    static constexpr std::array table{
        Flag{"ip", 0, Takes::value, collect<ipv4_address>, "ip"},
        Flag{"ip6", 0, Takes::value, collect<ipv6_address>, "ip6"},
        Flag{"link", 0, Takes::value, collect<link>, "link"},
        Flag{"link-local-ip", 0, Takes::value, collect<ip_address>, "link-local-ip"},
        Flag{"mac-address", 0, Takes::value, collect<mac_address>, "mac-address"},
        Flag{"net", 0, Takes::value, collect<network>, "network"},
        Flag{"net-alias", 0, Takes::value, collect<text>, "network-alias"},
        Flag{"network", 0, Takes::value, collect<network>, "network"},
        Flag{"network-alias", 0, Takes::value, collect<text>, "network-alias"},
    };
    return table;
}

void finish_network(Draft& draft) {
    std::vector<NetworkAttachment> networks = attachments(draft);
    check(networks);
    place_mac_address(draft, networks.front());
    const bool several_at_once = is_at_least(draft.context.api_version, "1.44");
    for (const NetworkAttachment& network : networks) {
        check_versions(network, draft.context.api_version);
        const Json config = endpoint(network);
        const bool first = &network == &networks.front();
        if (!first && !several_at_once) draft.spec.further_networks[network.target] = util::json_text(config);
        else if (!config.empty() || (networks.size() > 1 && several_at_once))
            draft.body["NetworkingConfig"]["EndpointsConfig"][network.target] = config;
        draft.spec.has_fixed_address =
            draft.spec.has_fixed_address || !network.ipv4.empty() || !network.ipv6.empty();
    }
    if (const auto& links = draft.values("link"); !links.empty()) draft.host("Links") = links;
    draft.spec.network_mode = networks.front().target;
    draft.host("NetworkMode") = draft.spec.network_mode;
}

}
