#pragma once

#include "arguments.hpp"

#include "hook/runtime.hpp"

namespace hooks {

/// The second program of the plugin, beside the first: it does what needs more
/// than the C library (TLS, YAML, ...), which takes some milliseconds to load.
/// Started under the name of the trigger, as the first was.
inline constexpr const char* deployer_name = "scheduler-docker-api-deploy";

/// Its option that names, a line each, the rules of the operator's that are wrong.
inline constexpr const char* check_rules_option = "--check-rules";

/// Becomes the deployer, which runs this trigger. Returns only by throwing util::Error.
int by_deployer(hook::Runtime& runtime, const Arguments& arguments);

}
