#pragma once

#include "host/host.hpp"

#include <functional>

namespace host {

/// Sorted.
std::vector<std::string> app_names(const Host& host);

bool is_deployed(const Host& host, const std::string& app);

/// What cannot be done for one of them is told and keeps none of the others from
/// it. Returns the last exit status other than 0.
int for_each_app(Host& host, const Words& apps, const std::function<int(const std::string& app)>& action);

/// Whether a scheduler has left containers of it to serve.
bool has_containers(const Host& host, const std::string& app);

}
