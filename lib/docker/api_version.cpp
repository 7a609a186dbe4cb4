#include "docker/api_version.hpp"

#include "util/error.hpp"
#include "util/text.hpp"

namespace docker {

namespace {

using Version = std::pair<std::int64_t, std::int64_t>;

Version parse(std::string_view text) {
    const std::vector<std::string> parts = util::split(text, '.');
    if (parts.size() != 2) return {};
    const auto major = util::parse_number(parts[0], 1, 1000);
    const auto minor = util::parse_number(parts[1], 0, 100000);
    return major && minor ? Version{*major, *minor} : Version{};
}

}

bool is_at_least(std::string_view version, std::string_view needed) {
    return parse(version) >= parse(needed);
}

void require_version(const std::string& spoken, const std::string& needed, const std::string& what) {
    if (!is_at_least(spoken, needed))
        throw util::Error(what + " needs API version " + needed + ", the Engine speaks " + spoken);
}

}
