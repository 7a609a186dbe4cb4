#include "host/commands/commands.hpp"
#include "host/commands/handlers.hpp"
#include "util/text.hpp"
#include "util/version.hpp"

#include <algorithm>

namespace host::command {

namespace {

constexpr std::size_t help_column = 44;
constexpr std::size_t width = 100;

/// One command of this host or of a plugin, as help shows it.
struct Entry {
    std::string usage;  ///< "apps:create APP"
    std::string help;

    std::string name() const { return usage.substr(0, usage.find(' ')); }
};

/// Of Dokku's form, "    NAME ARGUMENTS, what it does".
Entry parse_plugin_line(const std::string& line) {
    const std::string text(util::trim(line));
    const std::size_t comma = text.find(',');
    if (comma == std::string::npos) return {text, ""};
    return {text.substr(0, comma), std::string(util::trim(text.substr(comma + 1)))};
}

std::vector<Entry> all_entries(const Host& host) {
    std::vector<Entry> entries;
    for (const Command& command : commands())
        entries.push_back(
            {std::string(util::trim(std::string(command.name) + " " + std::string(command.usage))),
             std::string(command.help)});
    for (const util::Path& hook : host.plugins.hooks("commands"))
        for (const std::string& line : util::lines(host.plugins.output_of(hook, {"help"})))
            if (!util::trim(line).empty()) entries.push_back(parse_plugin_line(line));
    return entries;
}

/// On one line where both fit side by side. A long help begins further left.
std::string row(const Entry& entry) {
    std::string line = "  " + entry.usage;
    if (entry.help.empty()) return line;
    const std::size_t column = std::min(help_column, width - std::min(width, entry.help.size()));
    if (line.size() + 2 > column) return line + "\n" + std::string(column, ' ') + entry.help;
    line.resize(column, ' ');
    return line + entry.help;
}

/// The command of this name, else all that begin with NAME:.
std::vector<Entry> entries_for(const Host& host, const std::string& name) {
    std::vector<Entry> exact, of_group;
    for (const Entry& entry : all_entries(host)) {
        if (entry.name() == name) exact.push_back(entry);
        if (entry.name().starts_with(name + ":")) of_group.push_back(entry);
    }
    return exact.empty() ? of_group : exact;
}

}

int version(Host& host, const Words&) {
    host.log.plain(std::string("hookrun ") + util::version);
    return 0;
}

int help(Host& host, const Words& arguments) {
    if (const std::string& name = word(arguments, 0); !name.empty()) {
        const std::vector<Entry> entries = entries_for(host, name);
        for (const Entry& entry : entries)
            host.log.plain("usage: hookrun " + entry.usage + "\n       " + entry.help);
        return entries.empty() ? tell_unknown_command(host, name) : 0;
    }
    host.log.plain("usage: hookrun COMMAND [ARGUMENT...]\n");
    for (const Entry& entry : all_entries(host)) host.log.plain(row(entry));
    return 0;
}

}
