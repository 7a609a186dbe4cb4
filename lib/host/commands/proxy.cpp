#include "host/proxy.hpp"
#include "host/ports.hpp"

#include "dokku/report.hpp"
#include "host/apps.hpp"
#include "host/commands/arguments.hpp"
#include "host/commands/handlers.hpp"
#include "util/error.hpp"
#include "util/text.hpp"

#include <algorithm>
#include <cctype>

namespace host::command {

namespace {

constexpr std::size_t longest_domain = 253;

/// It becomes a name in the proxy's configuration.
void verify_domain(const std::string& domain) {
    const auto is_allowed = [](unsigned char c) { return std::isalnum(c) != 0 || c == '.' || c == '-'; };
    const std::string_view name = domain.starts_with("*.") ? std::string_view(domain).substr(2) : domain;
    if (name.empty() || domain.size() > longest_domain || !std::all_of(name.begin(), name.end(), is_allowed))
        throw util::Error("'" + domain + "' is no domain");
}

int proxy_changed(Host& host, const std::string& app) {
    return is_deployed(host, app) ? host.plugins.trigger("proxy-build-config", {app}) : 0;
}

std::string joined(const std::vector<dokku::PortMapping>& mappings) {
    Words words;
    for (const dokku::PortMapping& mapping : mappings) words.push_back(to_string(mapping));
    return util::join(words, " ");
}

}

int proxy_build_config(Host& host, const Words& arguments) {
    const bool names_app = !arguments.empty() && arguments[0] != "--all";
    return host.plugins.trigger("proxy-build-config",
                                names_app ? Words{app_argument(host, arguments)} : Words{});
}

int proxy_stop(Host& host, const Words&) {
    stop_proxy(host);
    return 0;
}

int ports_set(Host& host, const Words& arguments) {
    const std::string& app = app_argument(host, arguments);
    Words lines;
    for (const std::string& mapping : words_from(arguments, 1))
        lines.push_back(to_string(dokku::parse_port_mapping(mapping)));
    host.properties("ports").set_list(app, "map", lines);
    host.log.title("Setting ports of " + app + " to " + util::join(lines, " "));
    return proxy_changed(host, app);
}

int ports_report(Host& host, const Words& arguments) {
    const std::string& app = app_argument(host, arguments);
    const auto stored = [&](const char* key) {
        return util::join(host.properties("ports").get_list(app, key), " ");
    };
    dokku::print_report(host.log, {app, "ports"},
                        {{"--ports-map", stored("map")},
                         {"--ports-map-detected", stored("map-detected")},
                         {"--ports-computed-map", joined(port_map(host, app))}},
                        words_from(arguments, 1));
    return 0;
}

int domains_set(Host& host, const Words& arguments) {
    const std::string& app = app_argument(host, arguments);
    const Words domains = words_from(arguments, 1);
    std::for_each(domains.begin(), domains.end(), verify_domain);
    host.properties("domains").set_list(app, "domains", domains);
    host.log.header("Set " + util::join(domains, " ") + " for " + app);
    return proxy_changed(host, app);
}

int domains_report(Host& host, const Words& arguments) {
    const std::string& app = app_argument(host, arguments);
    const std::string domains = util::join(host.properties("domains").get_list(app, "domains"), " ");
    dokku::print_report(host.log, {app, "domains"},
                        {{"--domains-app-vhosts", domains}, {"--domains-app-url", app_url(host, app)}},
                        words_from(arguments, 1));
    return 0;
}

}
