#pragma once

#include "host/host.hpp"

#include <map>

namespace host {

/// How many containers of each process type.
using Scale = std::map<std::string, int>;

/// What was asked for, web=1 if nothing was, and 0 for the other types of the Procfile.
Scale current_scale(const Host& host, const std::string& app);
void store_scale(const Host& host, const std::string& app, const Scale& scale);

/// TYPE=N. Throws util::Error for anything else.
std::pair<std::string, int> parse_scaling(const std::string& text);
std::vector<std::string> scale_lines(const Scale& scale);

}
