#include "healthcheck/commands.hpp"

#include "util/json.hpp"
#include "util/version.hpp"

#include <algorithm>
#include <array>

namespace healthcheck {

namespace {

constexpr int unknown_command = 127;

struct Command {
    const char* name;
    const char* usage;
    const char* help;
    int (*run)(const Tool& tool, const Words& arguments);
};

int version(const Tool& tool, const Words&) {
    tool.log.plain(std::string("docker-healthcheck ") + util::version);
    return 0;
}

/// What the docker CLI asks of each of its plugins.
int metadata(const Tool& tool, const Words&) {
    const nlohmann::json answer{{"SchemaVersion", "0.1.0"},
                                {"Vendor", "scheduler-docker-api"},
                                {"Version", util::version},
                                {"ShortDescription", "Checks containers as an app.json says"}};
    tool.log.plain(util::json_text(answer));
    return 0;
}

constexpr std::array table{
    Command{"add",
            "[PROCESS_TYPE] [--app-json FILE] [--if-empty] [--in-place] [--listening-check] [--name NAME] "
            "[--port PORT] [--pretty] [--type TYPE] [--uptime SECONDS] [--warn-only]",
            "adds a check to an app.json", add},
    Command{"check",
            "CONTAINER [--app-json FILE] [--header 'NAME: VALUE']... [--ip-address IP] [--network NETWORK] "
            "[--port PORT] [--process-type TYPE] [--type TYPE]",
            "checks a running container; exits with the number of failures", check},
    Command{"convert", "CHECKS_FILE [--app-json FILE] [--in-place] [--pretty]",
            "makes an app.json of a CHECKS file", convert},
    Command{"exists", "PROCESS_TYPE [--app-json FILE]", "exits with 0 if an app.json has checks for the type",
            exists},
    Command{"version", "", "says which version this is", version},
    Command{"docker-cli-plugin-metadata", nullptr, nullptr, metadata},
};

std::string line_of(const Command& command) {
    return "  docker healthcheck " + std::string(command.name) + " " + command.usage + "\n      " +
           command.help;
}

void print_help(const std::function<void(const std::string&)>& print) {
    print("usage: docker healthcheck COMMAND");
    for (const Command& command : table)
        if (command.usage != nullptr) print(line_of(command));
}

bool is_help(const std::string& word) { return word == "--help" || word == "-h" || word == "help"; }

}

int run(const Tool& tool, const Words& words) {
    const std::string name = words.empty() ? "" : words[0];
    const auto found = std::find_if(table.begin(), table.end(),
                                    [&](const Command& command) { return name == command.name; });
    const bool asks_for_help =
        is_help(name) || (words.size() > 1 && std::any_of(words.begin() + 1, words.end(), is_help));
    if (asks_for_help) {
        print_help([&tool](const std::string& line) { tool.log.plain(line); });
        return 0;
    }
    if (found != table.end()) return found->run(tool, {words.begin() + 1, words.end()});
    print_help([&tool](const std::string& line) { tool.log.plain_error(line); });
    return unknown_command;
}

}
