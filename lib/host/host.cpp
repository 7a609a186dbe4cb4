#include "host/host.hpp"

#include "host/commands/commands.hpp"
#include "host/core/core.hpp"

#include <cstdlib>

namespace host {

namespace {

constexpr int status_no_plugin_path = 2;

/// `plugn trigger NAME ARGUMENT...`, all that schedulers and hooks use of it.
int run_plugn(const Words& words, util::Log& log, const std::stop_token& stop) {
    const char* path = std::getenv("PLUGIN_PATH");
    if (path == nullptr || *path == '\0') {
        log.plain_error("!! PLUGIN_PATH is not set in environment");
        return status_no_plugin_path;
    }
    if (word(words, 1) != "trigger" || words.size() < 3) {
        log.plain_error("usage: plugn trigger TRIGGER [ARGUMENT...]");
        return status_usage;
    }
    return Plugins(util::Path(path) / "enabled", log, stop).trigger(words[2], words_from(words, 3));
}

}

Host open_host(const Roots& roots, util::Log& log, const std::stop_token& stop) {
    export_environment(roots);
    return {roots, dokku::read_environment(), log, stop, Plugins(roots.enabled_plugins(), log, stop)};
}

int run(const Words& words, util::Log& log, const std::stop_token& stop) {
    const std::string name = util::Path(word(words, 0)).filename();
    if (name == "plugn") return run_plugn(words, log, stop);
    if (const CoreTrigger* trigger = find_core_trigger(name)) {
        Host host = open_host(read_roots(), log, stop);
        return trigger->answer(host, words_from(words, 1));
    }
    return run_command(words_from(words, 1), log, stop);
}

}
