#pragma once

#include "docker/json.hpp"

namespace docker::flags {

/// The Mount of a value of --mount: type=bind,source=/a,target=/b,readonly.
/// Throws util::Error "expected ..." or that it needs another API version.
json::Json mount(const std::string& value, const std::string& api_version);

}
