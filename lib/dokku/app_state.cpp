#include "dokku/app_state.hpp"

#include "dokku/names.hpp"
#include "util/text.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace dokku {

namespace {

constexpr const char* container = "CONTAINER";
constexpr const char* address = "IP";
constexpr const char* port = "PORT";
constexpr std::array kinds{container, address, port};

/// Dokku's own mode for them.
constexpr mode_t file_mode = 0644;

std::string file_name(const std::string& kind, const Replica& replica) {
    return kind + "." + to_string(replica);
}

std::optional<Replica> replica_of(const std::string& file, const std::string& kind) {
    if (!file.starts_with(kind + ".")) return {};
    return parse_replica(file.substr(kind.size() + 1));
}

bool is_state_file(const std::string& file) {
    return std::any_of(kinds.begin(), kinds.end(),
                       [&](const char* kind) { return replica_of(file, kind).has_value(); });
}

/// What may stand in a request to the Engine.
bool is_container_id(const std::string& text) {
    const auto plain = [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '-' || c == '_' || c == '.';
    };
    return !text.empty() && text.size() <= 128 && std::all_of(text.begin(), text.end(), plain);
}

std::string word_of(const AppState::Files& files, const std::string& name) {
    const auto found = files.find(name);
    return found == files.end() ? std::string() : std::string(util::trim(found->second));
}

std::optional<int> port_of(const AppState::Files& files, const std::string& name) {
    const auto number = util::parse_number(word_of(files, name), 1, 65535);
    if (!number) return {};
    return static_cast<int>(*number);
}

/// An empty text is an absent file.
void write_or_remove(const util::Path& path, const std::string& text) {
    if (text.empty()) util::remove_file(path);
    else util::write_file(path, text, file_mode);
}

}

AppState::AppState(const Environment& environment, const std::string& app)
    : directory_(environment.app_directory(app)) {
    verify_app_name(app);
}

std::map<Replica, Placement> AppState::placements(const Files& files) {
    std::map<Replica, Placement> placements;
    for (const auto& [file, bytes] : files) {
        const auto replica = replica_of(file, container);
        std::string id(util::trim(bytes));
        if (!replica || !is_container_id(id)) continue;
        placements[*replica] = {std::move(id), word_of(files, file_name(address, *replica)),
                                port_of(files, file_name(port, *replica))};
    }
    return placements;
}

bool AppState::is_empty() const {
    const std::vector<std::string> files = util::list_directory(directory_);
    return std::none_of(files.begin(), files.end(), [&](const std::string& file) {
        return replica_of(file, container) &&
               is_container_id(std::string(util::trim(util::read_file(directory_ / file).value_or(""))));
    });
}

void AppState::write(const Replica& replica, const Placement& placement) const {
    const std::string& id = placement.container_id;
    write_or_remove(directory_ / file_name(address, replica), placement.ip_address);
    write_or_remove(directory_ / file_name(port, replica),
                    placement.port ? std::to_string(*placement.port) : "");
    // Dokku's other plugins expect a final newline behind the id, and none behind the others.
    write_or_remove(directory_ / file_name(container, replica), id.empty() ? "" : id + "\n");
}

void AppState::remove(const Replica& replica) const {
    for (const char* kind : kinds) util::remove_file(directory_ / file_name(kind, replica));
}

AppState::Files AppState::snapshot() const {
    Files files;
    for (const std::string& file : util::list_directory(directory_))
        if (is_state_file(file)) files[file] = util::read_file(directory_ / file).value_or("");
    return files;
}

void AppState::restore(const Files& files) const {
    for (const auto& [file, bytes] : files)
        if (is_state_file(file)) util::write_file(directory_ / file, bytes, file_mode);
    for (const std::string& file : util::list_directory(directory_))
        if (is_state_file(file) && !files.contains(file)) util::remove_file(directory_ / file);
}

}
