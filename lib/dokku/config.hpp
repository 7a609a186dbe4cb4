#pragma once

#include "dokku/environment.hpp"

#include <map>
#include <string>

namespace dokku {

using Config = std::map<std::string, std::string>;

/// The dotenv text Dokku keeps: KEY="value" lines, quotes, escapes and $NAME as
/// its config plugin reads them. Throws util::Error that names the line, never
/// its value.
Config parse_env_file(const std::string& text);
/// Sorted, as the config plugin writes it.
std::string format_env_file(const Config& config);

/// The first there is of lib_root/config/config/APP/ENV (the standalone host),
/// lib_root/config/APP/ENV (Dokku from 0.38) and apps_root/APP/ENV; `global` for
/// the host's. Empty if there is none. Throws util::Error.
Config read_config(const Environment& environment, const std::string& app);

}
