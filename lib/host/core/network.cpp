#include "host/core/answers.hpp"
#include "host/engine.hpp"
#include "host/networks.hpp"
#include "host/property_keys.hpp"

#include "docker/containers.hpp"
#include "dokku/app_state.hpp"
#include "dokku/names.hpp"
#include "util/error.hpp"
#include "util/text.hpp"

#include <arpa/inet.h>
#include <array>

namespace host::core {

namespace {

constexpr std::int64_t largest_index = 100000;

/// Where a state file is: PREFIX.TYPE.IDX in the directory of an app.
util::Path state_file(const Host& host, const std::string& prefix, const Words& arguments) {
    dokku::verify_app_exists(host.environment, word(arguments, 0));
    dokku::verify_process_type(word(arguments, 1));
    if (!util::parse_number(word(arguments, 2), 1, largest_index))
        throw util::Error("'" + word(arguments, 2) + "' is no container index");
    return host.environment.app_directory(word(arguments, 0)) /
           (prefix + "." + word(arguments, 1) + "." + word(arguments, 2));
}

bool is_address(const std::string& text) {
    std::array<unsigned char, sizeof(in6_addr)> parsed{};
    return ::inet_pton(AF_INET, text.c_str(), parsed.data()) == 1 ||
           ::inet_pton(AF_INET6, text.c_str(), parsed.data()) == 1;
}

}

int network_get_ipaddr(Host& host, const Words& arguments) {
    const std::string& app = word(arguments, 0);
    dokku::verify_app_name(app);
    Engine engine(host.environment);
    const docker::Container container =
        docker::Containers(engine.client()).inspect(word(arguments, 2), host.stop);
    if (container.network_mode == "host") {
        host.log.plain("127.0.0.1");
        return 0;
    }
    host.log.plain(
        container.ip_address(computed_property(host, *find_property_key("network", "initial-network"), app)));
    return 0;
}

int network_write_ipaddr(Host& host, const Words& arguments) {
    const util::Path file = state_file(host, "IP", arguments);
    if (!is_address(word(arguments, 3))) throw util::Error("'" + word(arguments, 3) + "' is no IP address");
    util::write_file(file, word(arguments, 3));
    return 0;
}

int network_write_port(Host& host, const Words& arguments) {
    const util::Path file = state_file(host, "PORT", arguments);
    if (!util::parse_number(word(arguments, 3), 1, 65535))
        throw util::Error("'" + word(arguments, 3) + "' is no port");
    util::write_file(file, word(arguments, 3));
    return 0;
}

/// app CONTAINER APP deploy TYPE
int post_container_create(Host& host, const Words& arguments) {
    const std::string& app = word(arguments, 2);
    if (word(arguments, 0) != "app" || word(arguments, 3) != "deploy") return 0;
    dokku::verify_app_name(app);
    attach_container(host, app, word(arguments, 1), "attach-post-create");
    return 0;
}

}
