#include "host/networks.hpp"

#include "docker/networks.hpp"
#include "dokku/app_state.hpp"
#include "host/engine.hpp"
#include "host/property_keys.hpp"
#include "util/text.hpp"

namespace host {

namespace {

std::vector<std::string> networks_of(const Host& host, const std::string& app, const std::string& property) {
    std::vector<std::string> names;
    for (const std::string& name :
         util::split(computed_property(host, *find_property_key("network", property), app), ','))
        if (!util::trim(name).empty()) names.emplace_back(util::trim(name));
    return names;
}

}

void attach_container(Host& host, const std::string& app, const std::string& container_id,
                      const std::string& property) {
    const std::vector<std::string> names = networks_of(host, app, property);
    if (names.empty()) return;
    Engine engine(host.environment);
    for (const std::string& name : names)
        docker::Networks(engine.client()).connect(name, container_id, "{}", host.stop);
}

void attach_deployed(Host& host, const std::string& app) {
    if (networks_of(host, app, "attach-post-deploy").empty()) return;
    for (const auto& [replica, placement] : dokku::AppState(host.environment, app).read())
        attach_container(host, app, placement.container_id, "attach-post-deploy");
}

}
