#include "host/config_file.hpp"

namespace host {

util::Path config_file(const Host& host, const std::string& app) {
    return host.environment.lib_root / "config" / "config" / app / "ENV";
}

void write_config(const Host& host, const std::string& app, const dokku::Config& config) {
    util::write_file(config_file(host, app), dokku::format_env_file(config));
}

dokku::Config merged_config(const Host& host, const std::string& app) {
    dokku::Config merged = dokku::read_config(host.environment, app);
    merged.merge(dokku::read_config(host.environment, dokku::global));
    return merged;
}

}
