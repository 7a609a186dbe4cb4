#pragma once

#include "dokku/app.hpp"

namespace dokku {

/// Properties of ps that replace a start command; empty: not set.
struct StartCommandProperties {
    std::string start_cmd{};  ///< herokuish and buildpacks only
    std::string dockerfile_start_cmd{};
};

/// From the properties start-cmd and dockerfile-start-cmd, else the variables
/// DOKKU_START_CMD and DOKKU_DOCKERFILE_START_CMD of Dokku before 0.38.
StartCommandProperties read_start_commands(const Environment& environment, const App& app);

/// What stands behind the image, as words; none: the image's own command.
/// Throws util::Error for a command with an unmatched quote.
std::vector<std::string> start_command(ImageKind kind, const StartCommandProperties& properties,
                                       const std::string& process_type, const std::string& procfile_command);

}
