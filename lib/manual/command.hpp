#pragma once

#include <string>
#include <vector>

namespace manual {

/// One command that an operator types, as :help shows it.
struct Command {
    std::string name;         ///< without the plugin: "report"
    std::string usage;        ///< "<app> [--format json]"
    std::string description;  ///< one line
};

using Commands = std::vector<Command>;

/// The manual page in roff, for `man`. `version` is the plugin's.
std::string page(const Commands& commands, const std::string& version);

/// Completion for bash, to be sourced: our commands behind `dokku` and
/// `hookrun`, with their apps, keys and values.
std::string completion(const Commands& commands);

}
