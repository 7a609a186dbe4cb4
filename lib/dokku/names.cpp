#include "dokku/names.hpp"

#include "util/text.hpp"

#include <algorithm>
#include <string_view>
#include <system_error>

namespace dokku {

namespace {

// Both become parts of file names, which end at 255 bytes.
constexpr std::size_t longest_app_name = 150;
constexpr std::size_t longest_process_type = 64;
constexpr std::size_t longest_image_name = 512;
constexpr std::size_t longest_image_tag = 128;

constexpr std::string_view lowercase = "abcdefghijklmnopqrstuvwxyz0123456789";
constexpr std::string_view alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

struct Alphabet {
    std::string_view letters;
    std::string_view marks{};

    bool has(char c) const {
        return letters.find(c) != std::string_view::npos || marks.find(c) != std::string_view::npos;
    }
    bool spells(std::string_view text) const {
        return !text.empty() && std::all_of(text.begin(), text.end(), [this](char c) { return has(c); });
    }
};

constexpr Alphabet of_app_names{lowercase, "._-"};
constexpr Alphabet of_process_types{alphanumeric, "_-"};
constexpr Alphabet of_image_paths{lowercase, "._-"};
constexpr Alphabet of_registries{alphanumeric, ".-"};
constexpr Alphabet of_tags{alphanumeric, "._-"};

constexpr std::size_t longest_shown_name = 80;

/// Cuts the part behind the last `mark`, which must stand behind the last slash.
std::optional<std::string_view> cut_behind(std::string_view& text, char mark) {
    const auto at = text.rfind(mark);
    if (at == std::string_view::npos || text.find('/', at) != std::string_view::npos) return {};
    const std::string_view behind = text.substr(at + 1);
    text = text.substr(0, at);
    return behind;
}

bool is_digest(std::string_view text) {
    constexpr std::string_view prefix = "sha256:";
    return text.starts_with(prefix) && text.size() == prefix.size() + 64 &&
           text.find_first_not_of("0123456789abcdef", prefix.size()) == std::string_view::npos;
}

bool is_path_component(const std::string& text) {
    return of_image_paths.spells(text) && lowercase.find(text.front()) != std::string_view::npos &&
           lowercase.find(text.back()) != std::string_view::npos;
}

/// The first component names a registry if it cannot be a directory of one.
bool is_registry(std::string text) {
    if (text.find_first_of(".:") == std::string::npos && text != "localhost") return false;
    std::string_view host = text;
    const auto port = cut_behind(host, ':');
    return of_registries.spells(host) && alphanumeric.find(host.front()) != std::string_view::npos &&
           (!port || util::parse_number(*port, 1, 65535));
}

bool is_image_name(std::string_view name) {
    if (name.size() > longest_image_name) return false;
    std::string_view rest = name;
    if (name.find('@') != std::string_view::npos) {
        const auto digest = cut_behind(rest, '@');
        if (!digest || !is_digest(*digest)) return false;
    }
    const auto tag = cut_behind(rest, ':');
    if (tag && !is_image_tag(*tag)) return false;
    std::vector<std::string> components = util::split(rest, '/');
    if (components.size() > 1 && is_registry(components.front())) components.erase(components.begin());
    return !components.empty() && std::all_of(components.begin(), components.end(), is_path_component);
}

}

NoSuchApp::NoSuchApp(const std::string& app)
    : Error("App " + util::shown(app, longest_shown_name) + " does not exist") {}

bool is_app_name(std::string_view text) {
    return text.size() <= longest_app_name && of_app_names.spells(text) &&
           lowercase.find(text.front()) != std::string_view::npos;
}

bool is_process_type(std::string_view text) {
    return text.size() <= longest_process_type && of_process_types.spells(text) && text.front() != '-';
}

bool is_image_tag(std::string_view text) {
    return text.size() <= longest_image_tag && of_tags.spells(text) && text.find_first_of(".-") != 0;
}

void verify_app_name(const std::string& app) {
    if (is_app_name(app)) return;
    if (app.empty()) throw util::Error("Please specify an app to run the command on");
    throw util::Error(
        "App name must begin with lowercase alphanumeric character, and may only contain "
        "lowercase alphanumerics, dots, hyphens, and underscores, " +
        std::to_string(longest_app_name) + " at most: " + util::shown(app, longest_shown_name));
}

void verify_process_type(const std::string& type) {
    if (is_process_type(type)) return;
    throw util::Error(
        "a process type consists of letters, digits, underscores and, but for the first, hyphens, " +
        std::to_string(longest_process_type) + " at most: " + util::shown(type, longest_shown_name));
}

void verify_image_name(const std::string& image) {
    if (!is_image_name(image))
        throw util::Error("this is no name of an image: " + util::shown(image, longest_shown_name));
}

void verify_app_exists(const Environment& environment, const std::string& app) {
    verify_app_name(app);
    std::error_code ignored;
    if (!std::filesystem::is_directory(environment.app_directory(app), ignored)) throw NoSuchApp(app);
}

}
