#pragma once

#include "deploy/world.hpp"
#include "util/file_lock.hpp"

#include <string>

namespace deploy {

/// One command at a time changes an app. Held until the end of the scope; the
/// kernel lets go of it if the holder dies, so it cannot be left behind. What is
/// logged meanwhile is kept in the app's history.
class AppLock {
public:
    /// `activity`: "deploy", "stop". Throws util::Error at once if another command
    /// holds it, naming who, since when and in which phase. Upkeep is short, and waited for.
    static AppLock take(const World& world, const std::string& app, const std::string& activity);

    /// As take(), but a deploy that holds it is interrupted as Ctrl-C would, and
    /// its end waited for. Throws util::Error when it does not end within a minute.
    static AppLock take_over(const World& world, const std::string& app, const std::string& activity);

    /// For what is done beside all commands, such as healing. Nothing if a command
    /// holds it; the upkeep of another process is waited for.
    static std::optional<AppLock> take_for_upkeep(const World& world, const std::string& app);

    /// What a refused command reads.
    void enter(const std::string& phase);

private:
    static std::optional<AppLock> try_take(const World& world, const std::string& app,
                                           const std::string& activity);
    static std::optional<AppLock> wait_for_upkeep(const World& world, const std::string& app,
                                                  const std::string& activity);
    AppLock(util::FileLock lock, std::string holder, util::Log::Copy history)
        : lock_(std::move(lock)), holder_(std::move(holder)), history_(std::move(history)) {}

    util::FileLock lock_;
    std::string holder_;
    util::Log::Copy history_;
};

}
