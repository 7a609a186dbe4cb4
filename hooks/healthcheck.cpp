#include "healthcheck.hpp"

#include "healthcheck/commands.hpp"

#include <algorithm>
#include <cstdlib>

namespace hooks {

namespace {

/// Under docker, its own options and the plugin's name stand first.
std::vector<std::string> without_dockers_words(const std::vector<std::string>& arguments) {
    if (std::getenv("DOCKER_CLI_PLUGIN_ORIGINAL_CLI_COMMAND") == nullptr) return arguments;
    const auto name = std::find(arguments.begin(), arguments.end(), "healthcheck");
    if (name == arguments.end()) return arguments;
    return {name + 1, arguments.end()};
}

}

int docker_healthcheck(hook::Runtime& runtime, const std::vector<std::string>& arguments) {
    const healthcheck::Tool tool{runtime.log(),
                                 [&runtime]() -> const deploy::World& { return runtime.world(); }};
    return healthcheck::run(tool, without_dockers_words(arguments));
}

}
