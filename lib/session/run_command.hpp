#pragma once

#include "deploy/world.hpp"
#include "dokku/app.hpp"

#include <string>
#include <vector>

namespace session {

struct RunCommand {
    std::vector<std::string> words;
    std::string process_type{};  ///< the entry of the Procfile that the first word named
};

/// The words behind the image: the Procfile's command for an entry that the
/// first word names, the app's shell where there is none.
RunCommand run_command(const deploy::World& world, const std::string& app, dokku::ImageKind kind,
                       std::vector<std::string> words);

/// What helps where the image does not have the app's shell.
std::string missing_shell(const deploy::World& world, const std::string& app);

/// As it is run inside a container that already exists: no Procfile.
std::vector<std::string> command_or_shell(const deploy::World& world, const std::string& app,
                                          dokku::ImageKind kind, std::vector<std::string> words);

}
