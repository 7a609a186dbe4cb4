#include "host/commands/handlers.hpp"
#include "host/core/core.hpp"
#include "host/options.hpp"
#include "host/plugin_source.hpp"
#include "util/error.hpp"
#include "util/text.hpp"

#include <set>

namespace host::command {

namespace {

util::Path available(const Host& host, const std::string& name) {
    return host.roots.available_plugins() / name;
}

bool is_enabled(const Host& host, const std::string& name) {
    return std::filesystem::exists(host.plugins.directory(name));
}

/// The one that the host's own triggers are in, which nothing works without.
void verify_not_core(const std::string& name) {
    if (name == core_plugin) throw util::Error("Plugin " + name + " is the host itself");
}

void verify_installed(const Host& host, const std::string& name) {
    verified_plugin_name(name);
    if (!std::filesystem::exists(available(host, name))) throw util::Error("There is no plugin " + name);
}

/// Enabled ones, and those that could be.
Words all_plugins(const Host& host) {
    const Words enabled = host.plugins.names();
    std::set<std::string> names(enabled.begin(), enabled.end());
    for (const std::string& name : util::list_directory(host.roots.available_plugins())) names.insert(name);
    return {names.begin(), names.end()};
}

/// Where its files are, enabled or not; it may be a link to where a plugin keeps it.
util::Path toml_of(const Host& host, const std::string& name) {
    const util::Path directory =
        is_enabled(host, name) ? host.plugins.directory(name) : available(host, name);
    return std::filesystem::weakly_canonical(directory / "plugin.toml");
}

void enable(Host& host, const std::string& name) {
    const util::Path link = host.plugins.directory(name);
    util::remove_file(link);
    std::filesystem::create_directory_symlink(available(host, name), link);
    host.log.header("Plugin " + name + " enabled");
}

/// The value of KEY = "value" in a plugin.toml.
std::string toml_value(const std::string& text, const std::string& key) {
    for (const std::string& line : util::lines(text)) {
        const std::size_t equals = line.find('=');
        if (equals == std::string::npos || util::trim(line.substr(0, equals)) != key) continue;
        std::string value(util::trim(line.substr(equals + 1)));
        std::erase(value, '"');
        return value;
    }
    return "";
}

}

int plugin_install(Host& host, const Words& arguments) {
    const Options options = parse_options(arguments, {{"--name", "", OptionRule::Takes::value}});
    const std::string& source = word(options.rest, 0);
    const std::string name =
        options.has("--name") ? verified_plugin_name(options.value("--name", "")) : plugin_name_of(source);
    if (std::filesystem::exists(available(host, name)))
        throw util::Error("Plugin " + name + " is installed already: hookrun plugin:update " + name);
    host.log.header(std::string(way_to_fetch(source)) + " " + source + " to " +
                    available(host, name).string());
    fetch_plugin(source, available(host, name), host.stop);
    enable(host, name);
    return host.plugins.trigger("install", {});
}

int plugin_update(Host& host, const Words& arguments) {
    for (const std::string& name :
         arguments.empty() ? util::list_directory(host.roots.available_plugins()) : arguments) {
        verify_installed(host, name);
        if (update_plugin(available(host, name), host.stop)) host.log.header("Plugin " + name + " updated");
        else host.log.verbose("Plugin (" + name + ") not managed by git");
    }
    return host.plugins.trigger("update", {});
}

int plugin_uninstall(Host& host, const Words& arguments) {
    const std::string& name = arguments[0];
    verify_not_core(name);
    verify_installed(host, name);
    if (const int status = host.plugins.trigger("uninstall", {name}); status != 0) return status;
    util::remove_file(host.plugins.directory(name));
    util::remove_directory(available(host, name));
    host.log.header("Plugin " + name + " uninstalled");
    return 0;
}

int plugin_list(Host& host, const Words&) {
    for (const std::string& name : all_plugins(host)) {
        const std::string text = util::read_file(toml_of(host, name)).value_or("");
        host.log.plain("  " + name + " " + toml_value(text, "version") +
                       (is_enabled(host, name) ? " enabled " : " disabled ") +
                       toml_value(text, "description"));
    }
    return 0;
}

int plugin_enable(Host& host, const Words& arguments) {
    verify_installed(host, arguments[0]);
    if (is_enabled(host, arguments[0])) host.log.verbose("Plugin " + arguments[0] + " is enabled already");
    else enable(host, arguments[0]);
    return 0;
}

int plugin_disable(Host& host, const Words& arguments) {
    const std::string& name = arguments[0];
    verify_not_core(name);
    verify_installed(host, name);
    util::remove_file(host.plugins.directory(name));
    host.log.header("Plugin " + name + " disabled");
    return 0;
}

int plugin_trigger(Host& host, const Words& arguments) {
    return host.plugins.trigger(arguments[0], words_from(arguments, 1));
}

}
