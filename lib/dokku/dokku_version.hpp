#pragma once

#include "dokku/environment.hpp"

#include <compare>

namespace dokku {

struct Version {
    int major = 0;
    int minor = 0;
    int patch = 0;
    auto operator<=>(const Version&) const = default;
};

/// Of the Dokku that runs here, from its version file; the reference version
/// 0.38.27 where there is none (the standalone host) or it holds no number (a
/// development version). Throws util::Error when it cannot be read.
Version dokku_version(const Environment& environment);

}
