#pragma once

#include "dokku/config.hpp"

namespace dokku {

/// The answer of config-export in format json. Throws util::Error that names the
/// variable, never its value.
Config parse_exported_config(const std::string& answer);

}
