#include "deploy/leftovers.hpp"

#include "deploy/app_lock.hpp"
#include "deploy/switchover.hpp"
#include "docker/containers.hpp"
#include "dokku/labels.hpp"
#include "util/text.hpp"

#include <limits>

namespace deploy {

namespace {

/// APP.web.1.1700000000, and not what serves: APP.web.1.
bool is_retired_name(const std::string& app, const std::string& name) {
    const auto dot = name.rfind('.');
    const std::string prefix = app + ".";
    if (dot == std::string::npos || dot <= prefix.size() || !name.starts_with(prefix)) return false;
    constexpr auto end_of_time = std::numeric_limits<std::int64_t>::max();
    return util::parse_number(std::string_view(name).substr(dot + 1), 0, end_of_time) &&
           dokku::parse_replica(name.substr(prefix.size(), dot - prefix.size()));
}

}

void remove_leftovers(const World& world, const std::string& app) {
    const auto lock = AppLock::take_for_upkeep(world, app);
    if (!lock) return;
    recover(world, app);
    docker::Containers containers(world.engine);
    const docker::Labels labels{{dokku::label_app, app}, {dokku::label_container_type, "deploy"}};
    for (const auto& container : containers.list(labels, world.stop)) {
        if (container.state == "running" || !is_retired_name(app, container.name)) continue;
        try {
            containers.remove(container.id, docker::Containers::Force::no);
        } catch (const docker::ApiError& error) {
            world.log.warn(error.what());
        }
    }
}

}
