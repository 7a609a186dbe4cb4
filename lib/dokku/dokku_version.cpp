#include "dokku/dokku_version.hpp"

#include "util/text.hpp"

namespace dokku {

namespace {

constexpr Version reference{0, 38, 27};

/// "0.38.27", "v0.37.2-3-g1a2b3c4", "0.36".
Version parse(std::string_view text) {
    text = util::trim(text);
    if (text.starts_with('v')) text.remove_prefix(1);
    const auto parts = util::split(text, '.');
    if (parts.size() < 2) return reference;
    const auto major = util::parse_number(parts[0], 0, 1000);
    const auto minor = util::parse_number(parts[1], 0, 1000);
    if (!major || !minor) return reference;
    const std::string third = parts.size() > 2 ? parts[2].substr(0, parts[2].find('-')) : "0";
    const auto patch = util::parse_number(third, 0, 1000);
    return {static_cast<int>(*major), static_cast<int>(*minor), static_cast<int>(patch.value_or(0))};
}

}

Version dokku_version(const Environment& environment) {
    for (const char* file : {"STABLE_VERSION", "VERSION"})
        if (const auto text = util::read_file(environment.lib_root / file)) return parse(*text);
    return reference;
}

}
