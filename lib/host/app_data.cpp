#include "host/app_data.hpp"

#include "host/config_file.hpp"
#include "host/kept_file.hpp"

#include <array>

namespace host {

namespace {

constexpr std::array plugins_with_properties{
    "checks", "common", "docker-options", "domains", "git", "network", "ports", "ps", "scheduler"};

void copy_kept(const KeptFile& from, const KeptFile& to) {
    if (const auto bytes = util::read_file(from.path())) util::write_file(to.path(), *bytes);
}

}

void remove_app_data(Host& host, const std::string& app) {
    for (const std::string plugin : plugins_with_properties) host.properties(plugin).remove_app(app);
    util::remove_directory(config_file(host, app).parent_path());
    util::remove_directory(kept_procfile(host.environment, app).path().parent_path());
    util::remove_directory(kept_app_json(host.environment, app).path().parent_path());
    util::remove_directory(host.roots.data() / "apps" / app);
}

void clone_app_data(Host& host, const std::string& from, const std::string& to) {
    for (const std::string plugin : plugins_with_properties) host.properties(plugin).clone_app(from, to);
    host.properties("common").set(to, "deployed", "");
    write_config(host, to, dokku::read_config(host.environment, from));
    copy_kept(kept_procfile(host.environment, from), kept_procfile(host.environment, to));
    copy_kept(kept_app_json(host.environment, from), kept_app_json(host.environment, to));
}

}
