#include "manual/command.hpp"

#include "dokku/environment.hpp"
#include "dokku/own_properties.hpp"

namespace manual {

namespace {

/// A hyphen of roff is not the one that people type, and a line must not begin with a request.
std::string escaped(const std::string& text) {
    std::string result;
    for (const char c : text) {
        if (c == '-' || c == '\\') result += '\\';
        result += c;
    }
    if (result.starts_with('.') || result.starts_with('\'')) result.insert(0, "\\&");
    return result;
}

std::string entry(const std::string& bold, const std::string& rest, const std::string& text) {
    return ".TP\n.B " + escaped(bold) + (rest.empty() ? "" : "\n" + escaped(rest)) + "\n" + escaped(text) +
           "\n";
}

std::string command_entry(const Command& command) {
    const std::string words = "dokku " + std::string(dokku::plugin_name) + ":" + command.name;
    return ".TP\n.BR \"" + escaped(words) + "\" \" " + escaped(command.usage) + "\"\n" +
           escaped(command.description) + ".\n";
}

std::string property_entry(const dokku::OwnProperty& property) {
    const bool per_app = property.scope == dokku::OwnProperty::Scope::app;
    return entry(property.key, "",
                 property.rule.describe() + (per_app ? "; for an app only." : "; for an app or --global."));
}

std::string files() {
    return entry("/var/lib/dokku/data/scheduler-docker-api/APP/history.log", "",
                 "What was done to an app, with times; beyond 1 MiB it becomes history.log.old.") +
           entry("/var/lib/dokku/config/scheduler-docker-api/APP/KEY", "", "A property that was set.");
}

}

std::string page(const Commands& commands, const std::string& version) {
    const std::string name = dokku::plugin_name;
    std::string text =
        ".TH " + name + " 1 \"\" \"" + name + " " + version + "\"\n.SH NAME\n" + escaped(name) +
        " \\- Dokku scheduler that talks to the Docker Engine API\n" +
        ".SH DESCRIPTION\nAn app runs on it after\n.PP\n.RS\ndokku scheduler:set APP " + "selected " +
        escaped(dokku::scheduler_name) +
        "\n.RE\n.PP\nand its next deploy. On the standalone host the command is\n.B hookrun\n" +
        "in the place of\n.BR dokku .\n.SH COMMANDS\n";
    for (const Command& command : commands) text += command_entry(command);
    text += ".SH PROPERTIES\nKeys of " + escaped(name) + ":set and their values.\n";
    for (const dokku::OwnProperty& property : dokku::own_properties()) text += property_entry(property);
    return text + ".SH FILES\n" + files();
}

}
