#pragma once

#include "dokku/environment.hpp"

#include <optional>
#include <string>

namespace dokku {

enum class NginxLog { access, error };

/// Where Dokku's nginx writes an app's log: the property access-log-path or
/// error-log-path of the app, or the global one, else /var/log/nginx/APP-access.log.
/// Nothing where it is turned off.
std::optional<util::Path> nginx_log(const Environment& environment, const std::string& app, NginxLog log);

/// What Dokku's nginx serves an app by.
util::Path nginx_config_of(const Environment& environment, const std::string& app);

}
