#pragma once

#include "hook/runtime.hpp"

#include <string>
#include <vector>

namespace hooks {

/// The name under which the program is a plugin of the docker CLI.
inline constexpr const char* docker_plugin = "docker-healthcheck";

/// COMMAND [ARGUMENT...], behind whatever docker puts before it.
int docker_healthcheck(hook::Runtime& runtime, const std::vector<std::string>& arguments);

}
