#include "deploy/status.hpp"

#include "docker/containers.hpp"
#include "dokku/app_state.hpp"
#include "dokku/labels.hpp"

#include <algorithm>
#include <set>

namespace deploy {

namespace {

std::set<std::string> running_ids(const World& world, const std::string& app) {
    std::set<std::string> ids;
    for (const auto& container : docker::Containers(world.engine).list({{dokku::label_app, app}}, world.stop))
        if (container.state == "running") ids.insert(container.id);
    return ids;
}

}

std::string app_status(const World& world, const std::string& app) {
    const auto serving = dokku::AppState(world.environment, app).read();
    if (serving.empty()) return "0 false";
    const auto ids = running_ids(world, app);
    const auto running = std::count_if(serving.begin(), serving.end(), [&](const auto& entry) {
        return ids.contains(entry.second.container_id);
    });
    const std::string state = running == 0 ? "false" : running == std::ssize(serving) ? "true" : "mixed";
    return std::to_string(serving.size()) + " " + state;
}

bool is_deployed(const dokku::Environment& environment, const std::string& app) {
    return !dokku::AppState(environment, app).is_empty();
}

}
