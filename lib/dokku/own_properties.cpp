#include "dokku/own_properties.hpp"

#include "dokku/environment.hpp"
#include "util/error.hpp"
#include "util/text.hpp"
#include "util/wrap.hpp"

#include <algorithm>

namespace dokku {

namespace {

std::vector<std::string> keys() {
    std::vector<std::string> result;
    for (const OwnProperty& property : own_properties()) result.push_back(property.key);
    return result;
}

}

const std::vector<OwnProperty>& own_properties() {
    using Scope = OwnProperty::Scope;
    static const std::vector<OwnProperty> properties{
        {"allow-failure-command", ValueRule::boolean()},
        {"drain", ValueRule::one_of({"endpoint", "timer", "connections", "signal"})},
        {"early-proxy-rebuild", ValueRule::boolean()},
        {"endpoint-port", ValueRule::number(1, 65535), Scope::app},
        {"endpoint-type", ValueRule::one_of({"http", "tls", "tcp"}), Scope::app},
        {"init-process", ValueRule::boolean()},
        {"log-lines", ValueRule::number(0, 1000)},
        {"parallel-schedule-count", ValueRule::number(1, 1000)},
        {"release-check", ValueRule::one_of({"enclave", "uptime"})},
        {"release-healthcheck-timeout", ValueRule::number(0, 900, "seconds")},
        {"strict-health-checks", ValueRule::boolean()},
    };
    return properties;
}

const OwnProperty& find_own_property(const std::string& key) {
    const auto& all = own_properties();
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const OwnProperty& property) { return property.key == key; });
    if (found == all.end())
        throw util::Error(
            util::wrapped("Invalid key specified, valid keys include: " + util::join(keys(), ", ")));
    return *found;
}

void verify_own_property(const std::string& app, const std::string& key, const std::string& value) {
    const OwnProperty& property = find_own_property(key);
    if (app == global && property.scope == OwnProperty::Scope::app)
        throw util::Error(key + " can only be set for an app");
    if (!value.empty() && !property.rule.accepts(value))
        throw util::Error("Invalid value for " + key + ": " + util::shown(value, 80) + ". Valid is " +
                          property.rule.describe());
}

}
