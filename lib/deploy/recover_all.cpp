#include "deploy/recover_all.hpp"

#include "deploy/app_lock.hpp"
#include "deploy/switchover.hpp"
#include "util/error.hpp"
#include "util/file.hpp"

namespace deploy {

namespace {

bool is_interrupted(const World& world, const std::string& app) {
    return util::read_file(world.environment.data(app) / "journal.json").has_value();
}

}

void recover_all(const World& world) {
    for (const std::string& app : util::list_directory(world.environment.data())) {
        if (app.starts_with('.')) continue;
        util::remove_unfinished_writes(world.environment.data(app));
        if (!is_interrupted(world, app)) continue;
        try {
            if (const auto lock = AppLock::try_take(world, app, "recovery")) recover(world, app);
        } catch (const util::Error& error) {
            world.log.warn("The interrupted deploy of " + app +
                           " could not be put right: " + util::full_message(error));
        }
    }
}

}
