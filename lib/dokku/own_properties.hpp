#pragma once

#include "dokku/value_rule.hpp"

#include <string>
#include <vector>

namespace dokku {

/// A property of this plugin, which scheduler-docker-api:set writes.
struct OwnProperty {
    enum class Scope { app_and_global, app };

    std::string key;
    ValueRule rule;
    Scope scope = Scope::app_and_global;
};

/// All of them, sorted by key.
const std::vector<OwnProperty>& own_properties();

/// Throws util::Error that lists the valid keys.
const OwnProperty& find_own_property(const std::string& key);

/// What `scheduler-docker-api:set APP|--global KEY VALUE` accepts; an empty value
/// unsets. Throws util::Error that says what is valid.
void verify_own_property(const std::string& app, const std::string& key, const std::string& value);

}
