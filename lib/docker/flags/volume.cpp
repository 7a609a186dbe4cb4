#include "docker/flags/volume.hpp"

#include "docker/flags/value.hpp"
#include "util/file.hpp"

#include <vector>

namespace docker::flags {

namespace {

/// At the colons, but not that behind a single letter: a drive's.
std::vector<std::string> sections(const std::string& value) {
    std::vector<std::string> parts(1);
    for (const char c : value) {
        std::string& part = parts.back();
        const bool drive = part.size() == 1 && std::isalpha(static_cast<unsigned char>(part[0])) != 0;
        if (c == ':' && !drive) parts.emplace_back();
        else part += c;
    }
    return parts;
}

}

std::string absolute_source(const std::string& path) {
    if (!path.starts_with('.')) return path;
    std::string clean = (std::filesystem::current_path() / path).lexically_normal().string();
    if (clean.size() > 1 && clean.ends_with('/')) clean.pop_back();
    return clean;
}

Volume volume(const std::string& value) {
    if (value.empty()) expect("[SOURCE:]TARGET[:OPTIONS]");
    if (value.size() <= 2) return {value};
    const std::vector<std::string> parts = sections(value);
    if (parts.size() > 3) expect("[SOURCE:]TARGET[:OPTIONS]");
    for (const std::string& part : parts)
        if (part.empty()) expect("[SOURCE:]TARGET[:OPTIONS], none of them empty");
    if (parts.size() == 1) return {value};
    const bool is_bind = std::string_view("./~").find(parts[0][0]) != std::string_view::npos;
    const std::string source = is_bind ? absolute_source(parts[0]) : parts[0];
    return {source + value.substr(parts[0].size()), source, is_bind};
}

}
