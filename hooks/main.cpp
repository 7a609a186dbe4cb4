#include "call.hpp"
#include "deployer.hpp"
#include "healthcheck.hpp"
#include "subcommands.hpp"

#include "deploy/reaper.hpp"
#include "deploy/upkeep_log.hpp"
#include "hook/exit_status.hpp"
#include "manual/command.hpp"
#include "util/version.hpp"

#include <algorithm>
#include <filesystem>

namespace {

using hooks::Arguments;

struct Option {
    const char* name;
    int (*run)(hook::Runtime& runtime);
};

int list_triggers(hook::Runtime& runtime) {
    for (const std::string& link : hooks::links()) runtime.log().plain(link);
    return hook::done;
}

int show_version(hook::Runtime& runtime) {
    runtime.log().plain(std::string("scheduler-docker-api ") + util::version);
    return hook::done;
}

/// The detached process that launch_reaper() starts.
int reap(hook::Runtime& runtime) {
    util::Log log = deploy::upkeep_log(runtime.environment());
    const deploy::World& world = runtime.world();
    deploy::reap({.environment = world.environment,
                  .engine = world.engine,
                  .triggers = world.triggers,
                  .clock = world.clock,
                  .log = log,
                  .stop = world.stop});
    return hook::done;
}

manual::Commands described_commands() {
    manual::Commands commands;
    for (const hooks::Subcommand& subcommand : hooks::subcommands())
        commands.push_back({subcommand.name, subcommand.usage, subcommand.description});
    return commands;
}

int show_completion(hook::Runtime& runtime) {
    runtime.log().raw(manual::completion(described_commands()));
    return hook::done;
}

int show_manual(hook::Runtime& runtime) {
    runtime.log().raw(manual::page(described_commands(), util::version));
    return hook::done;
}

constexpr Option options[] = {{"--completion", show_completion},
                              {"--manual", show_manual},
                              {"--reap", reap},
                              {"--triggers", list_triggers},
                              {"--version", show_version}};

int show_usage(hook::Runtime& runtime) {
    runtime.log().plain_error("scheduler-docker-api is started by Dokku under the name of a trigger.");
    for (const Option& option : options)
        runtime.log().plain_error(std::string("  scheduler-docker-api ") + option.name);
    return hook::usage;
}

template <typename Row>
const Row* find(std::span<const Row> rows, const std::string& name) {
    const auto row =
        std::find_if(rows.begin(), rows.end(), [&](const Row& known) { return name == known.name; });
    return row == rows.end() ? nullptr : &*row;
}

/// Dokku starts us as TRIGGER, or as subcommands/NAME with the whole command first;
/// docker as docker-healthcheck.
int dispatch(hook::Runtime& runtime, const std::vector<std::string>& words) {
    const std::filesystem::path program = words[0];
    const std::string name = program.filename();
    if (program.parent_path().filename() == "subcommands")
        if (const auto* subcommand = find(hooks::subcommands(), name))
            return subcommand->run(
                runtime, {words.begin() + std::min<std::ptrdiff_t>(2, std::ssize(words)), words.end()});
    if (name == hooks::docker_plugin)
        return hooks::by_deployer(runtime, Arguments(name, {words.begin() + 1, words.end()}));
    if (const auto* trigger = find(hooks::triggers(), name))
        return hooks::call(*trigger, runtime, Arguments(name, {words.begin() + 1, words.end()}));
    const auto* option = find(std::span<const Option>(options), words.size() == 2 ? words[1] : "");
    return option != nullptr ? option->run(runtime) : show_usage(runtime);
}

}

int main(int count, char** values) {
    util::Log log = util::Log::standard();
    return hook::report_errors(log, [&] {
        hook::Runtime runtime(log);
        return dispatch(runtime, {values, values + count});
    });
}
