#include "session/run_command.hpp"

#include "dokku/config.hpp"
#include "dokku/names.hpp"
#include "dokku/properties.hpp"
#include "dokku/version_differences.hpp"
#include "health/check.hpp"
#include "util/text.hpp"

#include <cstdlib>

namespace session {

namespace {

constexpr const char* usual_shell = "/bin/bash";
/// Sets up the environment of the image's buildpacks.
constexpr const char* herokuish_runner = "/exec";

std::string shell_of(const deploy::World& world, const std::string& app) {
    if (const auto shell = dokku::Properties(world.environment, "scheduler").get_or_global(app, "shell"))
        return *shell;
    const char* variable = dokku::variable_before("scheduler", "shell");
    for (const std::string& whose : {app, std::string(dokku::global)}) {
        const dokku::Config config = dokku::read_config(world.environment, whose);
        if (const auto found = config.find(variable); found != config.end() && !found->second.empty())
            return found->second;
    }
    const char* shell = std::getenv("DOKKU_SHELL");
    return shell != nullptr && *shell != '\0' ? shell : usual_shell;
}

std::string procfile_command(const deploy::World& world, const std::string& app, const std::string& type) {
    if (!dokku::is_process_type(type)) return {};
    const auto answer = world.triggers.ask("procfile-get-command",
                                           {app, type, std::to_string(health::usual_port)}, world.stop);
    return answer.status == 0 ? std::string(util::trim(answer.output)) : "";
}

}

std::vector<std::string> command_or_shell(const deploy::World& world, const std::string& app,
                                          dokku::ImageKind kind, std::vector<std::string> words) {
    if (words.empty()) words = util::split_words(shell_of(world, app));
    if (kind == dokku::ImageKind::herokuish) words.insert(words.begin(), herokuish_runner);
    return words;
}

std::string missing_shell(const deploy::World& world, const std::string& app) {
    return "The image has no " + shell_of(world, app) + ". Name a command, or choose another shell:\n" +
           world.environment.cli + " scheduler:set " + app + " shell /bin/sh";
}

RunCommand run_command(const deploy::World& world, const std::string& app, dokku::ImageKind kind,
                       std::vector<std::string> words) {
    std::string type;
    if (!words.empty()) {
        const std::string command = procfile_command(world, app, words[0]);
        if (!command.empty()) {
            type = words[0];
            world.log.header("Found '" + type + "' in Procfile, running that command");
            const auto replacement = util::split_words(command);
            words.erase(words.begin());
            words.insert(words.begin(), replacement.begin(), replacement.end());
        }
    }
    return {command_or_shell(world, app, kind, std::move(words)), type};
}

}
