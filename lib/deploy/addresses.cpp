#include "deploy/addresses.hpp"

#include "util/text.hpp"

#include <algorithm>

namespace deploy {

namespace {

constexpr const char* loopback = "127.0.0.1";

bool owns(const docker::Container& container, const std::string& address) {
    return std::any_of(container.networks.begin(), container.networks.end(),
                       [&](const docker::Attachment& network) { return network.ip_address == address; });
}

}

std::string find_address(const World& world, const Plan& plan, const dokku::Replica& replica,
                         const docker::Container& container, const std::stop_token& stop) {
    if (container.network_mode == "host") return loopback;
    const auto asked =
        world.triggers.ask("network-get-ipaddr", {plan.app, replica.process_type, container.id}, stop);
    const std::string answer(util::trim(asked.output));
    if (asked.status == 0 && owns(container, answer)) return answer;
    return container.ip_address(plan.initial_network);
}

}
