#pragma once

#include <string>

namespace docker::flags {

/// A value of -v as it is sent. An empty source is an anonymous volume.
struct Volume {
    std::string specification;
    std::string source{};
    /// A path on the host, not the name of a volume.
    bool is_bind = false;
};

/// [SOURCE:]TARGET[:OPTIONS]. A source that begins with a dot is relative to the
/// working directory. Throws util::Error "expected ...".
Volume volume(const std::string& value);

/// A path beginning with a dot made absolute; others stay.
std::string absolute_source(const std::string& path);

}
