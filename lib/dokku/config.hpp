#pragma once

#include "dokku/environment.hpp"

#include <map>
#include <string>

namespace dokku {

using Config = std::map<std::string, std::string>;

/// The dotenv text Dokku keeps: KEY='value' lines, quotes and escapes as its
/// config plugin writes them. Throws util::Error that names the line.
Config parse_env_file(const std::string& text);
std::string format_env_file(const Config& config);

/// lib_root/config/config/APP/ENV or lib_root/config/APP/ENV, apps_root/APP/ENV
/// for Dokku before 0.38; `global` for the host's. Empty if there is none.
Config read_config(const Environment& environment, const std::string& app);

}
