#include "deploy/upkeep.hpp"

#include "deploy/app_lock.hpp"
#include "deploy/healing.hpp"
#include "deploy/journal.hpp"
#include "deploy/switchover.hpp"
#include "dokku/app_state.hpp"
#include "dokku/names.hpp"
#include "dokku/properties.hpp"
#include "util/error.hpp"
#include "util/file.hpp"

#include <algorithm>
#include <set>

namespace deploy {

namespace {

/// Those with records of ours may have gone to another scheduler meanwhile.
std::vector<std::string> known_apps(const dokku::Environment& environment) {
    std::set<std::string> apps;
    for (const util::Path& directory : {environment.data(), environment.apps_root})
        for (const std::string& app : util::list_directory(directory))
            if (dokku::is_app_name(app)) apps.insert(app);
    return {apps.begin(), apps.end()};
}

bool is_interrupted(const dokku::Environment& environment, const std::string& app) {
    return JournalFile(environment, app).exists();
}

bool serves_through_us(const dokku::Environment& environment, const std::string& app) {
    return dokku::is_ours(environment, app) && !dokku::AppState(environment, app).is_empty();
}

}

std::optional<Inventory> put_right(const World& world, const std::string& app) {
    recover(world, app);
    if (!serves_through_us(world.environment, app)) return {};
    return heal(world, app);
}

std::vector<std::string> put_all_right(const World& world, const std::vector<std::string>& apps) {
    std::vector<std::string> busy;
    for (const std::string& app : apps) {
        try {
            util::remove_unfinished_writes(world.environment.data(app));
            if (!is_interrupted(world.environment, app) && !serves_through_us(world.environment, app))
                continue;
            if (const auto lock = AppLock::take_for_upkeep(world, app)) put_right(world, app);
            else busy.push_back(app);
        } catch (const util::Error& error) {
            world.log.warn(app + " could not be put right: " + util::full_message(error));
        }
    }
    return busy;
}

std::vector<std::string> put_all_right(const World& world) {
    return put_all_right(world, known_apps(world.environment));
}

bool has_apps_to_look_after(const dokku::Environment& environment) {
    const auto apps = known_apps(environment);
    return std::any_of(apps.begin(), apps.end(), [&](const std::string& app) {
        return is_interrupted(environment, app) || serves_through_us(environment, app);
    });
}

}
