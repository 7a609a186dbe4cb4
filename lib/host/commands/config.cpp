#include "host/apps.hpp"
#include "host/commands/arguments.hpp"
#include "host/commands/handlers.hpp"
#include "host/config_file.hpp"
#include "host/options.hpp"
#include "host/scheduler.hpp"
#include "util/error.hpp"

#include <algorithm>
#include <cctype>

namespace host::command {

namespace {

struct Change {
    std::string scope;  ///< an app or --global
    Words words;        ///< what to change
    bool restarts;
};

/// --global may stand where an app's name does. Throws util::Error for a change
/// whose restart nobody could do.
Change parse_change(const Host& host, const Words& arguments) {
    const Options options =
        parse_options(arguments, {{"--no-restart"}, {"--global"}}, OptionsEnd::at_first_word);
    if (options.has("--global")) return {dokku::global, options.rest, false};
    const std::string& app = app_argument(host, options.rest);
    const bool restarts = !options.has("--no-restart") && is_deployed(host, app);
    if (restarts) verify_scheduler(host, app);
    return {app, words_from(options.rest, 1), restarts};
}

void verify_key(const std::string& key) {
    const auto is_allowed = [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; };
    if (key.empty() || std::isdigit(static_cast<unsigned char>(key[0])) != 0 ||
        !std::all_of(key.begin(), key.end(), is_allowed))
        throw util::Error("Invalid key name: '" + key + "'");
}

int restart_after(Host& host, const Change& change) {
    if (!change.restarts) return 0;
    host.log.header("Restarting app " + change.scope);
    return deploy(host, change.scope);
}

}

int config_set(Host& host, const Words& arguments) {
    const Change change = parse_change(host, arguments);
    if (change.words.empty()) throw util::Error("At least one env pair must be given");
    dokku::Config config = dokku::read_config(host.environment, change.scope);
    host.log.header("Setting config vars");
    for (const std::string& pair : change.words) {
        const std::size_t equals = pair.find('=');
        verify_key(pair.substr(0, equals));
        if (equals == std::string::npos) throw util::Error("Invalid env pair: " + pair);
        config[pair.substr(0, equals)] = pair.substr(equals + 1);
        host.log.verbose(pair.substr(0, equals) + ":  " + pair.substr(equals + 1));
    }
    write_config(host, change.scope, config);
    return restart_after(host, change);
}

int config_unset(Host& host, const Words& arguments) {
    const Change change = parse_change(host, arguments);
    dokku::Config config = dokku::read_config(host.environment, change.scope);
    for (const std::string& key : change.words) {
        host.log.header("Unsetting " + key);
        config.erase(key);
    }
    write_config(host, change.scope, config);
    return restart_after(host, change);
}

int config_show(Host& host, const Words& arguments) {
    const std::string& scope = scope_argument(host, arguments);
    host.log.title(scope + " env vars");
    for (const auto& [key, value] : dokku::read_config(host.environment, scope))
        host.log.plain(key + ":  " + value);
    return 0;
}

int config_get(Host& host, const Words& arguments) {
    const dokku::Config config = dokku::read_config(host.environment, scope_argument(host, arguments));
    const auto found = config.find(arguments[1]);
    if (found == config.end()) return 1;
    host.log.plain(found->second);
    return 0;
}

}
