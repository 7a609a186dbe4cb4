#include "host/core/answers.hpp"
#include "host/property_keys.hpp"

#include "dokku/names.hpp"
#include "util/contains.hpp"

#include <array>

namespace host::core {

namespace {

/// What ps-get-property and its like answer; APP KEY.
int print_property(Host& host, const std::string& plugin, const Words& arguments) {
    dokku::verify_app_name(word(arguments, 0));
    const PropertyKey* key = find_property_key(plugin, word(arguments, 1));
    if (key == nullptr) {
        host.log.warn("Invalid " + plugin + " property specified: " + word(arguments, 1));
        return 1;
    }
    host.log.plain(computed_property(host, *key, word(arguments, 0)));
    return 0;
}

}

int checks_get_property(Host& host, const Words& arguments) {
    return print_property(host, "checks", arguments);
}
int network_get_property(Host& host, const Words& arguments) {
    return print_property(host, "network", arguments);
}
int ps_get_property(Host& host, const Words& arguments) { return print_property(host, "ps", arguments); }

int git_get_property(Host& host, const Words& arguments) {
    constexpr std::array known{"deploy-branch", "source-image"};
    dokku::verify_app_name(word(arguments, 0));
    const std::string& key = word(arguments, 1);
    if (!util::contains(known, key)) return 1;
    host.log.plain(host.properties("git").get(word(arguments, 0), key).value_or(""));
    return 0;
}

int scheduler_detect(Host& host, const Words& arguments) {
    const std::string& app = word(arguments, 0);
    if (app != dokku::global) dokku::verify_app_name(app);
    host.log.plain(computed_property(host, *find_property_key("scheduler", "selected"), app));
    return 0;
}

}
