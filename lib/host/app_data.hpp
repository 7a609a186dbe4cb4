#pragma once

#include "host/host.hpp"

namespace host {

/// What the core keeps of an app outside its own directory: properties,
/// variables, Procfile and app.json.
void remove_app_data(Host& host, const std::string& app);
void clone_app_data(Host& host, const std::string& from, const std::string& to);

}
