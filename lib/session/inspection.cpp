#include "session/inspection.hpp"

#include "docker/containers.hpp"
#include "docker/json.hpp"
#include "dokku/app_state.hpp"
#include "util/json.hpp"

#include <algorithm>

namespace session {

namespace {

using docker::json::Json;

/// What Dokku shows of an environment.
constexpr std::string_view shown_entries[] = {
    "CACHE_PATH=", "DOCKER_", "DOKKU_", "DYNO=", "PATH=", "PORT=", "USER="};

std::string masked(const std::string& entry) {
    const bool is_shown = std::any_of(std::begin(shown_entries), std::end(shown_entries),
                                      [&](std::string_view prefix) { return entry.starts_with(prefix); });
    return is_shown ? entry : entry.substr(0, entry.find('=')) + "=XXXXXX";
}

void mask_environment(Json& inspection) {
    const Json& environment = docker::json::member(docker::json::member(inspection, "Config"), "Env");
    if (environment.is_null()) return;
    Json entries = Json::array();
    for (const std::string& entry : docker::json::texts(inspection["Config"], "Env"))
        entries.push_back(masked(entry));
    inspection["Config"]["Env"] = std::move(entries);
}

}

std::string masked_inspections(const std::vector<std::string>& documents) {
    Json all = Json::array();
    for (const std::string& document : documents) {
        auto inspection = util::try_parse_json(document);
        if (!inspection) continue;
        mask_environment(*inspection);
        all.push_back(std::move(*inspection));
    }
    return util::json_text(all, 4);
}

std::string inspect_app(const deploy::World& world, const std::string& app) {
    docker::Containers containers(world.engine);
    std::vector<std::string> documents;
    for (const auto& [replica, placement] : dokku::AppState(world.environment, app).read())
        if (auto container = containers.find(placement.container_id, world.stop))
            documents.push_back(std::move(container->document));
    return masked_inspections(documents);
}

}
