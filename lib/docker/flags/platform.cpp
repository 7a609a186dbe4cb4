#include "docker/flags/platform.hpp"

#include "docker/flags/value.hpp"
#include "util/contains.hpp"
#include "util/text.hpp"

#include <algorithm>
#include <array>

#include <sys/utsname.h>

namespace docker::flags {

namespace {

struct Alias {
    std::string_view name;
    std::string_view usual;
};

constexpr std::array architectures{
    Alias{"x86_64", "amd64"},  Alias{"x86-64", "amd64"}, Alias{"i386", "386"},
    Alias{"aarch64", "arm64"}, Alias{"armhf", "arm"},    Alias{"armel", "arm/v6"},
};
constexpr std::array<std::string_view, 5> systems = {"linux", "windows", "darwin", "freebsd", "wasi"};

std::string usual_architecture(const std::string& name) {
    const auto alias = std::find_if(architectures.begin(), architectures.end(),
                                    [&](const Alias& a) { return a.name == name; });
    return std::string(alias == architectures.end() ? name : alias->usual);
}

/// What a variant means that is the only one there is.
std::string with_variant(const std::string& architecture, std::string variant) {
    if (!variant.empty() && std::isdigit(static_cast<unsigned char>(variant[0])) != 0) variant.insert(0, "v");
    if (architecture == "amd64" && variant == "v1") variant.clear();
    return variant.empty() ? architecture : architecture + "/" + variant;
}

std::string own_architecture() {
    utsname names{};
    ::uname(&names);
    return usual_architecture(names.machine);
}

bool is_part(const std::string& part) {
    return !part.empty() && std::all_of(part.begin(), part.end(), [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '_' || c == '-' || c == '.';
    });
}

}

std::string platform(const std::string& value) {
    if (value.empty()) return {};
    const std::vector<std::string> parts = util::split(util::to_lower(value), '/');
    if (parts.size() > 3 || !std::all_of(parts.begin(), parts.end(), is_part))
        expect("OS/ARCHITECTURE[/VARIANT]");
    const bool is_system = util::contains(systems, parts[0]);
    if (parts.size() == 1)
        return is_system ? parts[0] + "/" + own_architecture() : "linux/" + usual_architecture(parts[0]);
    return parts[0] + "/" + with_variant(usual_architecture(parts[1]), parts.size() == 3 ? parts[2] : "");
}

}
