#pragma once

#include "deploy/world.hpp"

#include <functional>
#include <string>
#include <vector>

namespace healthcheck {

using Words = std::vector<std::string>;

/// What the commands work with; the world only where a container is asked.
struct Tool {
    util::Log& log;
    std::function<const deploy::World&()> world;
};

/// The docker CLI plugin for people without Dokku: check, add, exists, convert,
/// version, with the flags and exit codes of docker-container-healthchecker.
/// `words` begin with the command. Returns the exit status: for check the number
/// of failures, 127 for a command that there is not. Throws util::Error.
int run(const Tool& tool, const Words& words);

/// CONTAINER: checks it as an app.json says.
int check(const Tool& tool, const Words& arguments);
/// [PROCESS_TYPE]: adds a check to an app.json.
int add(const Tool& tool, const Words& arguments);
/// PROCESS_TYPE: 0 when an app.json has checks for it, else 1.
int exists(const Tool& tool, const Words& arguments);
/// CHECKS_FILE: as healthchecks.web of an app.json.
int convert(const Tool& tool, const Words& arguments);

}
