#include "host/proxy.hpp"

#include "dokku/app_state.hpp"
#include "dokku/names.hpp"
#include "host/apps.hpp"
#include "host/nginx.hpp"
#include "util/error.hpp"
#include "util/file_lock.hpp"
#include "util/text.hpp"

#include <unistd.h>
#include <cstdlib>

namespace host {

namespace {

constexpr int default_port = 8080;
constexpr auto lock_patience = std::chrono::seconds(60);

util::FileLock take_lock(const util::Path& path, const std::stop_token& stop) {
    auto lock = util::FileLock::take(path, lock_patience, stop);
    if (!lock) throw util::Error("another command has been changing the proxy for 60 s");
    return std::move(*lock);
}

std::vector<std::string> upstreams_of(const Host& host, const std::string& app) {
    std::vector<std::string> upstreams;
    for (const auto& [replica, placement] : dokku::AppState(host.environment, app).read()) {
        if (replica.process_type != dokku::web_process || placement.ip_address.empty() || !placement.port)
            continue;
        const bool is_ipv6 = placement.ip_address.find(':') != std::string::npos;
        const std::string address = is_ipv6 ? "[" + placement.ip_address + "]" : placement.ip_address;
        upstreams.push_back(address + ":" + std::to_string(*placement.port));
    }
    return upstreams;
}

}

int proxy_port(const Host& host) {
    const char* variable = std::getenv("HOOKRUN_PORT");
    const std::string text = variable != nullptr && *variable != '\0'
                                 ? variable
                                 : host.properties("nginx").get(dokku::global, "port").value_or("");
    if (text.empty()) return default_port;
    const auto port = util::parse_number(text, 1, 65535);
    if (!port) throw util::Error("HOOKRUN_PORT must be a port, not '" + text + "'");
    return static_cast<int>(*port);
}

std::string app_url(const Host& host, const std::string& app) {
    return "http://" + app + ".localhost:" + std::to_string(proxy_port(host));
}

ProxySettings proxy_settings(const Host& host) {
    ProxySettings settings{.directory = host.roots.nginx(), .port = proxy_port(host)};
    if (::geteuid() == 0) settings.user = "root";
    for (const std::string& app : app_names(host))
        settings.apps.push_back(
            {app, host.properties("domains").get_list(app, "domains"), upstreams_of(host, app)});
    return settings;
}

void build_proxy_config(Host& host) {
    const util::FileLock lock = take_lock(host.roots.nginx() / "lock", host.stop);
    Nginx(host.roots.nginx()).serve(nginx_config(proxy_settings(host)), host.stop);
}

void stop_proxy(const Host& host) { Nginx(host.roots.nginx()).stop(host.stop); }

}
