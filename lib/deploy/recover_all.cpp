#include "deploy/recover_all.hpp"

#include "deploy/app_lock.hpp"
#include "deploy/journal.hpp"
#include "deploy/switchover.hpp"
#include "util/error.hpp"
#include "util/file.hpp"

namespace deploy {

void recover_all(const World& world) {
    for (const std::string& app : util::list_directory(world.environment.data())) {
        if (app.starts_with('.')) continue;
        util::remove_unfinished_writes(world.environment.data(app));
        if (!JournalFile(world.environment, app).exists()) continue;
        try {
            if (const auto lock = AppLock::try_take(world, app, "recovery")) recover(world, app);
        } catch (const util::Error& error) {
            world.log.warn("The interrupted deploy of " + app +
                           " could not be put right: " + util::full_message(error));
        }
    }
}

}
