#include "deploy/addresses.hpp"

#include "docker/containers.hpp"
#include "dokku/properties.hpp"
#include "util/text.hpp"

namespace deploy {

namespace {

constexpr const char* loopback = "127.0.0.1";

std::string network_of(const World& world, const std::string& app) {
    return dokku::Properties(world.environment, "network").get_or_global(app, "initial-network").value_or("");
}

}

std::string find_address(const World& world, const Plan& plan, const dokku::Replica& replica,
                         const docker::Container& container, const std::stop_token& stop) {
    if (container.network_mode == "host") return loopback;
    if (auto address = container.only_address()) return *std::move(address);
    const auto asked =
        world.triggers.ask("network-get-ipaddr", {plan.app, replica.process_type, container.id}, stop);
    const std::string answer(util::trim(asked.output));
    if (asked.status == 0 && container.owns_address(answer)) return answer;
    return container.ip_address(plan.initial_network);
}

std::string present_address(const World& world, const std::string& app, const docker::Container& container,
                            const std::string& known) {
    if (!container.state.running || known.empty() || container.network_mode == "host") return known;
    if (container.owns_address(known)) return known;
    const std::string address = container.ip_address(network_of(world, app));
    return address.empty() ? known : address;
}

}
