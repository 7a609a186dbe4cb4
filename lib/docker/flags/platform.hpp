#pragma once

#include <string>

namespace docker::flags {

/// os/architecture[/variant] under the names the Engine uses: "linux/x86_64" is
/// linux/amd64, "arm64" is linux/arm64. Throws util::Error "expected ...".
std::string platform(const std::string& value);

}
