#pragma once

#include "host/host.hpp"

#include <span>
#include <string_view>

namespace host {

/// One command of hookrun, with Dokku's name and words where Dokku has it.
struct Command {
    /// As whom it runs when started as root; what anybody may run needs no host.
    enum class As { owner, root, anybody };
    /// Whether an app that the arguments name stays for as long as it runs.
    enum class App { stays, goes };

    std::string_view name;
    std::string_view usage;  ///< its arguments
    std::string_view help;
    std::size_t least_words;
    int (*run)(Host& host, const Words& arguments);
    As as = As::owner;
    App app = App::stays;
};

std::span<const Command> commands();

/// Says that nobody has a command of this name; the exit status for it.
int tell_unknown_command(Host& host, const std::string& name);

/// Runs `words[0]`: a command of the table, a subcommand of a plugin
/// (PLUGIN:SUBCOMMAND), or what a plugin's `commands` hook takes on.
int run_command(const Words& words, util::Log& log, const std::stop_token& stop);

}
