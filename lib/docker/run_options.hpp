#pragma once

#include "docker/types.hpp"

#include <map>
#include <string>
#include <vector>

namespace docker {

/// What flags are read against.
struct RunContext {
    std::string image;
    std::vector<std::string> command{};                ///< arguments behind the image; empty: the image's own
    std::map<std::string, std::string> environment{};  ///< for --env=KEY without a value
    std::string api_version = "1.41";
};

/// Reads `docker run` flags as the docker CLI does. Throws util::Error that
/// names every flag that is unknown or has a bad value, all of them at once:
/// flag, value and what was expected, or the API version that a flag needs.
ContainerSpec parse_run_options(const std::vector<std::string>& flags, const RunContext& context);

}
