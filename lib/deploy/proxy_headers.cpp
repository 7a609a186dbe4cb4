#include "deploy/proxy_headers.hpp"

#include <algorithm>

namespace deploy {

namespace {

bool is_real(const std::string& domain) {
    return domain != "localhost" && domain.find('*') == std::string::npos;
}

}

std::map<std::string, std::string> proxy_headers(const dokku::App& app) {
    std::map<std::string, std::string> headers;
    const auto host = std::find_if(app.domains.begin(), app.domains.end(), is_real);
    if (host != app.domains.end()) headers["Host"] = *host;
    if (app.has_certificate) headers["X-Forwarded-Proto"] = "https";
    return headers;
}

}
