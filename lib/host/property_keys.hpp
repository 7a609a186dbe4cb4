#pragma once

#include "host/host.hpp"

#include <optional>
#include <span>

namespace host {

/// One property that a core plugin knows.
struct PropertyKey {
    std::string_view plugin;
    std::string_view key;
    std::string_view otherwise;  ///< what it is when nobody set it
};

/// Null for a key that the plugin does not know.
const PropertyKey* find_property_key(std::string_view plugin, std::string_view key);
/// The plugin's keys, sorted.
std::vector<std::string> property_keys(std::string_view plugin);

/// The app's value, else the global one, else the default.
std::string computed_property(const Host& host, const PropertyKey& key, const std::string& app);

}
