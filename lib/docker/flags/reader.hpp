#pragma once

#include "docker/flags/flag.hpp"

#include <span>
#include <vector>

namespace docker::flags {

/// A flag as it was given. `written` is for messages: "--memory=12x", "-m 12x".
struct Given {
    const Flag* flag;
    std::string value;
    std::string written;
};

struct Reading {
    std::vector<Given> given{};
    std::vector<std::string> problems{};
};

/// Reads arguments by the grammar of the docker CLI: --flag=v, --flag v, -f v,
/// -fv, -f=v, -it. What is no known flag becomes a problem.
Reading read_flags(std::span<const Flag> table, const std::vector<std::string>& arguments);

}
