#pragma once

#include "hook/runtime.hpp"

#include <span>
#include <string>
#include <vector>

namespace hooks {

/// One command of ours that an operator types: scheduler-docker-api:NAME. Dokku
/// runs it as subcommands/NAME with the whole command as its first argument.
struct Subcommand {
    const char* name;
    const char* usage;
    const char* description;
    int (*run)(hook::Runtime& runtime, const std::vector<std::string>& arguments);
};

std::span<const Subcommand> subcommands();

/// What the installer links to the program, relative to the plugin's directory:
/// every trigger and subcommands/NAME.
std::vector<std::string> links();

}
