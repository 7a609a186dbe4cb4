#include "host/commands/commands.hpp"

#include "host/account.hpp"
#include "host/app_use.hpp"
#include "host/commands/handlers.hpp"
#include "util/error.hpp"

#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <array>

namespace host {

namespace {

using As = Command::As;
using App = Command::App;

constexpr std::array table{
    Command{"apps:clone", "[--skip-deploy] APP NEW", "copy an app and deploy the copy", 2,
            command::apps_clone},
    Command{"apps:create", "APP", "create an app", 1, command::apps_create},
    Command{"apps:destroy", "[--force] APP", "remove an app with all it has", 1, command::apps_destroy,
            As::owner, App::goes},
    Command{"apps:exists", "APP", "exit with 20 if there is no such app", 1, command::apps_exists},
    Command{"apps:list", "", "list the apps", 0, command::apps_list},
    Command{"apps:rename", "[--skip-deploy] APP NEW", "rename an app and deploy it", 2, command::apps_rename,
            As::owner, App::goes},
    Command{"checks:disable", "APP [TYPE,...]", "stop old containers first, check nothing", 1,
            command::checks_disable},
    Command{"checks:enable", "APP [TYPE,...]", "check new containers before they serve", 1,
            command::checks_enable},
    Command{"checks:report", "[APP|--global] [--FLAG] [--format json]", "show what was set for checks", 0,
            command::checks_report},
    Command{"checks:run", "APP [TYPE or TYPE.IDX,...]", "check the running containers", 1,
            command::checks_run},
    Command{"checks:set", "APP|--global KEY [VALUE]", "set or unset a property of checks", 1,
            command::checks_set},
    Command{"checks:skip", "APP [TYPE,...]", "check nothing, let old and new overlap", 1,
            command::checks_skip},
    Command{"config:get", "APP|--global KEY", "show one variable", 2, command::config_get},
    Command{"config:set", "[--no-restart] APP|--global KEY=VALUE...", "set variables", 2,
            command::config_set},
    Command{"config:show", "APP|--global", "show the variables", 1, command::config_show},
    Command{"config:unset", "[--no-restart] APP|--global KEY...", "remove variables", 2,
            command::config_unset},
    Command{"docker-options:add", "APP PHASE[,...] OPTION", "add docker run flags (phases deploy and run)", 3,
            command::docker_options_add},
    Command{"docker-options:clear", "APP [PHASE,...]", "remove all docker run flags", 1,
            command::docker_options_clear},
    Command{"docker-options:report", "APP [--FLAG] [--format json]", "show the docker run flags", 1,
            command::docker_options_report},
    Command{"domains:report", "APP [--FLAG] [--format json]", "show the domains", 1, command::domains_report},
    Command{"domains:set", "APP DOMAIN...", "set the names the proxy knows an app by", 2,
            command::domains_set},
    Command{"enter", "APP [TYPE[.IDX]|--container-id ID] [-- COMMAND...]",
            "run a command in a running container", 1, command::enter},
    Command{"git-hook", "APP", "take a push; started by git", 1, command::git_hook},
    Command{"git-receive-pack", "PATH", "take a push; started by git push --receive-pack", 1,
            command::git_receive_pack},
    Command{"help", "[COMMAND]", "list the commands, or say how one is used", 0, command::help, As::anybody},
    Command{"logs", "APP [-t] [-n NUMBER] [-p TYPE] [-q]", "show what the containers wrote", 1,
            command::logs},
    Command{"logs:failed", "APP|--all", "show what the last failed containers wrote", 1,
            command::logs_failed},
    Command{"network:set", "APP|--global KEY [VALUE]", "set or unset a property of networks", 2,
            command::network_set},
    Command{"plugin:disable", "NAME", "run none of a plugin's triggers from now on", 1,
            command::plugin_disable, As::root},
    Command{"plugin:enable", "NAME", "run a plugin's triggers again", 1, command::plugin_enable, As::root},
    Command{"plugin:install", "URL [--name NAME]", "install a plugin from git, a directory or a tar.gz", 1,
            command::plugin_install, As::root},
    Command{"plugin:list", "", "list the plugins", 0, command::plugin_list},
    Command{"plugin:trigger", "TRIGGER [ARGUMENT...]", "run a trigger", 1, command::plugin_trigger},
    Command{"plugin:uninstall", "NAME", "remove a plugin", 1, command::plugin_uninstall, As::root},
    Command{"plugin:update", "[NAME]", "update plugins that came from git", 0, command::plugin_update,
            As::root},
    Command{"ports:report", "APP [--FLAG] [--format json]", "show the port map", 1, command::ports_report},
    Command{"ports:set", "APP SCHEME:HOST_PORT:CONTAINER_PORT...", "set the port map", 2, command::ports_set},
    Command{"proxy:build-config", "[APP|--all]", "write the proxy's configuration and have it serve", 0,
            command::proxy_build_config},
    Command{"proxy:stop", "", "end the proxy until it is next built", 0, command::proxy_stop},
    Command{"ps:inspect", "APP", "show the containers as the Engine does", 1, command::ps_inspect},
    Command{"ps:rebuild", "APP", "build and deploy the last push that was accepted", 1, command::ps_rebuild},
    Command{"ps:report", "APP [--FLAG] [--format json]", "show the state of an app", 1, command::ps_report},
    Command{"ps:restart", "APP [TYPE]", "replace the containers by new ones", 1, command::ps_restart},
    Command{"ps:restore", "[APP]", "start what ran before the machine went down", 0, command::ps_restore},
    Command{"ps:retire", "[APP]", "remove replaced containers whose time is up", 0, command::ps_retire},
    Command{"ps:scale", "[--skip-deploy] APP [TYPE=NUMBER...]", "show or set how many containers run", 1,
            command::ps_scale},
    Command{"ps:set", "APP|--global KEY [VALUE]", "set or unset a property of processes", 2, command::ps_set},
    Command{"ps:start", "APP", "start an app that was stopped", 1, command::ps_start},
    Command{"ps:stop", "APP", "stop an app", 1, command::ps_stop},
    Command{"run", "[-e KEY=VALUE] [--no-tty] APP [COMMAND...]", "run a command in a new container", 1,
            command::run},
    Command{"run:detached", "[-e KEY=VALUE] APP [COMMAND...]", "run a command in the background", 1,
            command::run_detached},
    Command{"run:list", "APP [--format json]", "list the containers of run", 1, command::run_list},
    Command{"run:logs", "APP [--container NAME] [-t] [-n NUMBER] [-q]",
            "show what the containers of run wrote", 1, command::run_logs},
    Command{"run:retire", "[APP]", "remove the containers of run whose time is up", 0, command::run_retire},
    Command{"run:stop", "APP [--container NAME]", "stop the containers of run", 1, command::run_stop},
    Command{"scheduler:report", "[APP|--global] [--FLAG] [--format json]", "show the chosen scheduler", 0,
            command::scheduler_report},
    Command{"scheduler:set", "APP|--global KEY [VALUE]", "choose a scheduler (key selected)", 2,
            command::scheduler_set},
    Command{"setup", "", "create the account, directories and proxy; as root, once", 0, command::setup,
            As::root},
    Command{"version", "", "say which version this is", 0, command::version, As::anybody},
};

constexpr std::array traces_of_dokku{"/usr/bin/dokku", "/var/lib/dokku/core-plugins"};

void refuse_where_dokku_is() {
    for (const char* trace : traces_of_dokku)
        if (::access(trace, F_OK) == 0)
            throw util::Error(std::string("Dokku is installed here (") + trace +
                              "): hookrun is for machines without it, use dokku");
}

const Command* find(std::string_view name) {
    const auto found = std::find_if(table.begin(), table.end(),
                                    [name](const Command& command) { return command.name == name; });
    return found == table.end() ? nullptr : &*found;
}

bool asks_for_help(const std::string& word) { return word == "-h" || word == "--help"; }

/// A command line in the words of the table: `COMMAND --help` is `help COMMAND`.
Words in_words_of_table(const Words& words) {
    if (words.empty() || asks_for_help(words[0])) return {"help"};
    if (words[0] == "--version") return {"version"};
    if (find(words[0]) != nullptr && asks_for_help(word(words, 1))) return {"help", words[0]};
    return words;
}

int run_of_table(const Command& command, Host& host, const Words& arguments) {
    if (arguments.size() >= command.least_words) return command.run(host, arguments);
    host.log.warn("usage: hookrun " + std::string(command.name) + " " + std::string(command.usage));
    return status_usage;
}

int run_of_plugins(Host& host, const Words& words) {
    const std::size_t colon = words[0].find(':');
    const std::string subcommand = colon == std::string::npos ? "default" : words[0].substr(colon + 1);
    const bool is_plain = words[0].find('/') == std::string::npos && !words[0].starts_with('.');
    const util::Path program = host.plugins.directory(words[0].substr(0, colon)) / "subcommands" / subcommand;
    if (is_plain && ::access(program.c_str(), X_OK) == 0) return host.plugins.run(program, words);
    for (const util::Path& hook : host.plugins.hooks("commands"))
        if (const int status = host.plugins.run(hook, words); status != status_unknown_command) return status;
    return tell_unknown_command(host, words[0]);
}

}

std::span<const Command> commands() { return table; }

int tell_unknown_command(Host& host, const std::string& name) {
    host.log.warn("`" + name + "` is not a hookrun command.");
    host.log.warn("See `hookrun help` for a list of available commands.");
    return status_unknown_command;
}

int run_command(const Words& given, util::Log& log, const std::stop_token& stop) {
    ::umask(S_IWGRP | S_IWOTH);
    refuse_where_dokku_is();
    const Words words = in_words_of_table(given);
    const Command* command = find(words[0]);
    const Roots roots = read_roots();
    if (command == nullptr || command->as == As::owner) become_owner(roots);
    Host host = open_host(roots, log, stop);
    const bool app_goes = command != nullptr && command->app == App::goes;
    const auto in_use = app_goes ? std::nullopt : use_app(host, words_from(words, 1));
    if (command != nullptr) return run_of_table(*command, host, words_from(words, 1));
    return run_of_plugins(host, words);
}

}
