#include "deploy/history.hpp"

#include "util/rotating_file.hpp"

#include <memory>
#include <utility>

namespace deploy {

util::Path history_file(const dokku::Environment& environment, const std::string& app) {
    return environment.data(app) / "history.log";
}

util::Log::Copy keep_history(const World& world, const std::string& app, const std::string& activity) {
    const auto file = std::make_shared<util::RotatingFile>(history_file(world.environment, app));
    return world.log.copy_to([file, heading = "=====> " + activity](std::string_view text) mutable {
        if (!heading.empty()) file->append(std::exchange(heading, {}));
        file->append(text);
    });
}

void note(const World& world, const std::string& app, const std::string& line) {
    util::RotatingFile(history_file(world.environment, app)).append(world.log.redacted(line));
}

}
