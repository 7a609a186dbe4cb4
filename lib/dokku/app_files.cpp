#include "dokku/app_files.hpp"

#include "dokku/config.hpp"
#include "dokku/properties.hpp"
#include "dokku/version_differences.hpp"
#include "util/text.hpp"

#include <system_error>

namespace dokku {

namespace {

bool has_certificate(const Environment& environment, const std::string& app) {
    const util::Path directory = environment.app_directory(app) / "tls";
    std::error_code ignored;
    return std::filesystem::exists(directory / "server.crt", ignored) &&
           std::filesystem::exists(directory / "server.key", ignored);
}

bool is_proxy_disabled(const Environment& environment, const std::string& app, const Config& own_config) {
    const auto variable = own_config.find(variable_before("proxy", "disabled"));
    return Properties(environment, "proxy").get(app, "disabled") == "true" ||
           (variable != own_config.end() && !variable->second.empty());
}

}

void read_app_files(const Environment& environment, App& app) {
    const Config own = read_config(environment, app.name);
    app.settings = load_settings(environment, app.name, own, read_config(environment, global));
    app.explicit_ports = parse_port_mappings(Properties(environment, "ports").get_list(app.name, "map"));
    app.has_certificate = has_certificate(environment, app.name);
    app.proxy_disabled = is_proxy_disabled(environment, app.name, own);
    app.global_flags = util::split_words(environment.global_run_args);
    app.trace = environment.trace;
}

}
