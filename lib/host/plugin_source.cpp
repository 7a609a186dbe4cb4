#include "host/plugin_source.hpp"

#include "util/error.hpp"
#include "util/process.hpp"
#include "util/text.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace host {

namespace {

constexpr std::array archive_endings{".tar.gz", ".tgz"};

using Words = std::vector<std::string>;

/// The operator named the repository: it may belong to another user.
class GitConfig {
public:
    GitConfig() { util::write_file(file(), "[include]\n\tpath = ~/.gitconfig\n[safe]\n\tdirectory = *\n"); }
    std::map<std::string, std::string> environment() const { return {{"GIT_CONFIG_GLOBAL", file()}}; }

private:
    util::Path file() const { return directory_.path() / "gitconfig"; }
    util::TemporaryDirectory directory_;
};

void run_or_throw(const Words& words, const std::stop_token& stop) {
    const GitConfig config;
    const util::Ended ended = util::run({.words = words, .environment = config.environment()}, stop);
    if (ended.status != 0) throw util::Error(words[0] + " failed: " + std::string(util::trim(ended.error)));
}

bool is_archive(const std::string& source) {
    return std::any_of(archive_endings.begin(), archive_endings.end(),
                       [&](const char* ending) { return source.ends_with(ending); });
}

bool is_repository(const util::Path& directory) { return std::filesystem::exists(directory / ".git"); }

bool is_plain_directory(const std::string& source) {
    return std::filesystem::is_directory(source) && !is_repository(source) &&
           !std::filesystem::exists(util::Path(source) / "HEAD");
}

/// The one directory that holds everything is left out, as release archives have it.
void flatten(const util::Path& unpacked, const util::Path& directory) {
    const Words names = util::list_directory(unpacked);
    const bool is_wrapped = names.size() == 1 && std::filesystem::is_directory(unpacked / names[0]);
    std::filesystem::rename(is_wrapped ? unpacked / names[0] : unpacked, directory);
    util::remove_directory(unpacked);
}

void unpack(const std::string& source, const util::Path& directory, const std::stop_token& stop) {
    const util::Path unpacked = directory.string() + ".unpacked";
    const util::TemporaryDirectory download;
    util::Path archive = source;
    if (source.find("://") != std::string::npos) {
        archive = download.path() / "plugin.tar.gz";
        run_or_throw({"curl", "-fsSL", "-o", archive, source}, stop);
    }
    util::remove_directory(unpacked);
    util::make_directory(unpacked, 0755);
    run_or_throw({"tar", "-xzf", archive, "--no-same-owner", "-C", unpacked}, stop);
    flatten(unpacked, directory);
}

}

const std::string& verified_plugin_name(const std::string& name) {
    const auto is_allowed = [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '-' || c == '_' || c == '.';
    };
    if (name.empty() || name.starts_with('.') || !std::all_of(name.begin(), name.end(), is_allowed))
        throw util::Error("'" + name + "' cannot be the name of a plugin: give one with --name");
    return name;
}

std::string plugin_name_of(const std::string& source) {
    const std::size_t end = source.find_last_not_of('/');
    std::string name = util::Path(source.substr(0, end + 1)).filename();
    for (const char* ending : {".git", ".tar.gz", ".tgz"})
        if (name.ends_with(ending)) name.erase(name.size() - std::string_view(ending).size());
    if (name.starts_with("dokku-")) name.erase(0, 6);
    return verified_plugin_name(name);
}

std::string_view way_to_fetch(const std::string& source) {
    if (is_archive(source)) return "Unpacking";
    return is_plain_directory(source) ? "Copying" : "Cloning plugin repo";
}

void fetch_plugin(const std::string& source, const util::Path& directory, const std::stop_token& stop) try {
    if (is_archive(source)) unpack(source, directory, stop);
    else if (is_plain_directory(source)) run_or_throw({"cp", "-R", "--", source, directory}, stop);
    else run_or_throw({"git", "clone", "--quiet", "--", source, directory}, stop);
} catch (...) {
    util::remove_directory(directory);
    throw;
}

bool update_plugin(const util::Path& directory, const std::stop_token& stop) {
    if (!is_repository(directory)) return false;
    run_or_throw({"git", "-C", directory, "fetch", "--quiet", "origin", "HEAD"}, stop);
    run_or_throw({"git", "-C", directory, "reset", "--quiet", "--hard", "FETCH_HEAD"}, stop);
    return true;
}

}
