#include "dokku/process_types.hpp"

#include "dokku/names.hpp"
#include "dokku/start_command.hpp"
#include "util/parallel.hpp"
#include "util/text.hpp"

namespace dokku {

namespace {

constexpr std::size_t commands_at_once = 4;
constexpr const char* dokkus_port = "5000";

/// By process type; empty for one that is missing from the Procfile.
using Commands = std::map<std::string, std::string>;

/// Procfiles may mention $PORT, which Dokku expands.
std::string procfile_port(const Environment& environment, const App& app, const ImageFacts& facts) {
    const auto chosen = choose_web_port(environment, app, facts);
    const std::string port =
        port_variable(app, {web_process, 1}, chosen ? std::optional(chosen->port) : std::nullopt);
    return port.empty() ? dokkus_port : port;
}

Commands ask_for_commands(Triggers& triggers, const std::string& app, const std::vector<std::string>& types,
                          const std::string& web_port, const std::stop_token& stop) {
    std::vector<std::string> answers(types.size());
    util::parallel(types.size(), commands_at_once, stop, [&](std::size_t i, const std::stop_token& s) {
        const std::string port = types[i] == web_process ? web_port : dokkus_port;
        const TriggerResult result = triggers.ask("procfile-get-command", {app, types[i], port}, s);
        if (result.status == 0) answers[i] = util::trim(result.output);
    });
    Commands commands;
    for (std::size_t i = 0; i < types.size(); ++i) commands[types[i]] = answers[i];
    return commands;
}

std::vector<std::string> types_to_ask_for(const Formation& formation) {
    std::vector<std::string> types;
    for (const auto& [type, count] : formation.scale)
        if (count > 0 && formation.has_procfile) types.push_back(type);
    return types;
}

template <typename Map>
typename Map::mapped_type value_or_empty(const Map& map, const std::string& key) {
    const auto found = map.find(key);
    return found == map.end() ? typename Map::mapped_type() : found->second;
}

}

void load_process_types(const Environment& environment, Triggers& triggers, const Formation& formation,
                        const ImageFacts& facts, App& app, const std::stop_token& stop) {
    const StartCommandProperties properties = read_start_commands(environment, app);
    const Commands commands = ask_for_commands(triggers, app.name, types_to_ask_for(formation),
                                               procfile_port(environment, app, facts), stop);
    for (const auto& [type, count] : formation.scale) {
        const std::string command = value_or_empty(commands, type);
        if (commands.contains(type) && command.empty()) {
            app.skipped_types.push_back(type);
            continue;
        }
        app.types.push_back({.name = type,
                             .scale = count,
                             .max_parallel = value_or_empty(formation.max_parallel, type),
                             .command = start_command(facts.kind, properties, type, command)});
    }
}

}
