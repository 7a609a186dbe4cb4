#include "dokku/properties.hpp"

#include "dokku/names.hpp"
#include "util/text.hpp"

namespace dokku {

namespace {

/// As Dokku makes them: its other plugins read here.
constexpr mode_t directory_mode = 0755;

/// Keys are written in our sources, apps come from outside.
util::Path directory_of(const util::Path& plugin_directory, const std::string& app) {
    if (app != global) verify_app_name(app);
    return plugin_directory / app;
}

}

Properties::Properties(const Environment& environment, const std::string& plugin)
    : directory_(environment.lib_root / "config" / plugin) {}

std::optional<std::string> Properties::get(const std::string& app, const std::string& key) const {
    const auto text = util::read_file(directory_of(directory_, app) / key);
    if (!text) return {};
    std::string value(util::trim(*text));
    if (value.empty()) return {};
    return value;
}

std::optional<std::string> Properties::get_or_global(const std::string& app, const std::string& key) const {
    const auto own = get(app, key);
    return own ? own : get(global, key);
}

std::vector<std::string> Properties::get_list(const std::string& app, const std::string& key) const {
    return util::lines(get(app, key).value_or(""));
}

void Properties::set(const std::string& app, const std::string& key, const std::string& value) const {
    const util::Path directory = directory_of(directory_, app);
    if (value.empty()) {
        util::remove_file(directory / key);
        return;
    }
    util::make_directory(directory, directory_mode);
    util::write_file(directory / key, value);
}

void Properties::set_list(const std::string& app, const std::string& key,
                          const std::vector<std::string>& entries) const {
    set(app, key, entries.empty() ? "" : util::join(entries, "\n") + "\n");
}

void Properties::remove_app(const std::string& app) const {
    util::remove_directory(directory_of(directory_, app));
}

void Properties::clone_app(const std::string& from, const std::string& to) const {
    const util::Path source = directory_of(directory_, from);
    for (const std::string& key : util::list_directory(source))
        if (const auto bytes = util::read_file(source / key)) set(to, key, *bytes);
}

bool is_ours(const Environment& environment, const std::string& app) {
    if (!is_app_name(app)) return false;
    return Properties(environment, "scheduler").get_or_global(app, "selected") == scheduler_name;
}

std::vector<std::string> apps_of_ours(const Environment& environment) {
    std::vector<std::string> apps = util::list_directory(environment.apps_root);
    std::erase_if(apps, [&](const std::string& app) { return !is_ours(environment, app); });
    return apps;
}

}
