#include "dokku/nginx_files.hpp"

#include "dokku/properties.hpp"

namespace dokku {

namespace {

constexpr const char* usual_directory = "/var/log/nginx";

std::string name_of(NginxLog log) { return log == NginxLog::access ? "access" : "error"; }

}

std::optional<util::Path> nginx_log(const Environment& environment, const std::string& app, NginxLog log) {
    const std::string usual = std::string(usual_directory) + "/" + app + "-" + name_of(log) + ".log";
    const std::string path =
        Properties(environment, "nginx").get_or_global(app, name_of(log) + "-log-path").value_or(usual);
    if (path == "off" || path == "/dev/null") return {};
    return path;
}

util::Path nginx_config_of(const Environment& environment, const std::string& app) {
    return environment.app_directory(app) / "nginx.conf";
}

}
