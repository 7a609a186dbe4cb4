#include "host/config_file.hpp"
#include "host/core/answers.hpp"
#include "host/property_keys.hpp"

#include "dokku/names.hpp"
#include "util/text.hpp"

namespace host::core {

namespace {

/// The flags that docker-options:add stored, and the names of the variables,
/// whose values the scheduler asks for itself.
int print_flags(Host& host, const std::string& app, const std::string& phase) {
    dokku::verify_app_name(app);
    std::string flags;
    for (const std::string& option : host.properties("docker-options").get_list(app, phase))
        flags += " " + option;
    for (const auto& [key, value] : merged_config(host, app)) flags += " --env=" + key;
    host.log.raw(flags);
    return 0;
}

std::string network_flag(const Host& host, const std::string& app) {
    const std::string network =
        computed_property(host, *find_property_key("network", "initial-network"), app);
    return network.empty() ? "" : " --network=" + network;
}

}

int docker_args_deploy(Host& host, const Words& arguments) {
    return print_flags(host, word(arguments, 0), "deploy");
}
int docker_args_run(Host& host, const Words& arguments) {
    return print_flags(host, word(arguments, 0), "run");
}

int docker_args_process_deploy(Host& host, const Words& arguments) {
    const std::string& app = word(arguments, 0);
    dokku::verify_app_name(app);
    const std::string policy = computed_property(host, *find_property_key("ps", "restart-policy"), app);
    host.log.raw(network_flag(host, app) + " --restart=" + policy);
    return 0;
}

int docker_args_process_run(Host& host, const Words& arguments) {
    dokku::verify_app_name(word(arguments, 0));
    host.log.raw(network_flag(host, word(arguments, 0)));
    return 0;
}

}
