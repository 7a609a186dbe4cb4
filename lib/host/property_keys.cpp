#include "host/property_keys.hpp"

#include <algorithm>
#include <array>

namespace host {

namespace {

/// Sorted by plugin and key.
constexpr std::array keys{
    PropertyKey{"checks", "attempts", ""},
    PropertyKey{"checks", "default-wait", ""},
    PropertyKey{"checks", "timeout", ""},
    PropertyKey{"checks", "wait", ""},
    PropertyKey{"checks", "wait-to-retire", "60"},
    PropertyKey{"network", "attach-post-create", ""},
    PropertyKey{"network", "attach-post-deploy", ""},
    PropertyKey{"network", "bind-all-interfaces", "false"},
    PropertyKey{"network", "initial-network", ""},
    PropertyKey{"network", "tld", ""},
    PropertyKey{"ps", "dockerfile-start-cmd", ""},
    PropertyKey{"ps", "restart-policy", "on-failure:10"},
    PropertyKey{"ps", "restore", "true"},
    PropertyKey{"ps", "skip-deploy", "false"},
    PropertyKey{"ps", "start-cmd", ""},
    PropertyKey{"ps", "stop-timeout-seconds", "30"},
    PropertyKey{"scheduler", "selected", "docker-api"},
    PropertyKey{"scheduler", "shell", ""},
};

}

const PropertyKey* find_property_key(std::string_view plugin, std::string_view key) {
    const auto found = std::find_if(keys.begin(), keys.end(), [&](const PropertyKey& candidate) {
        return candidate.plugin == plugin && candidate.key == key;
    });
    return found == keys.end() ? nullptr : &*found;
}

std::vector<std::string> property_keys(std::string_view plugin) {
    std::vector<std::string> names;
    for (const PropertyKey& key : keys)
        if (key.plugin == plugin) names.emplace_back(key.key);
    return names;
}

std::string computed_property(const Host& host, const PropertyKey& key, const std::string& app) {
    return host.properties(std::string(key.plugin))
        .get_or_global(app, std::string(key.key))
        .value_or(std::string(key.otherwise));
}

}
