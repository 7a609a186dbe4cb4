#pragma once

#include "dokku/app.hpp"

#include <map>
#include <string>

namespace deploy {

/// What the proxy would say of a visitor's request: Host, the app's first domain
/// that can be asked for, and X-Forwarded-Proto where it has a certificate.
std::map<std::string, std::string> proxy_headers(const dokku::App& app);

}
