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
    /// `activity`: "deploy", "stop". Throws util::Error at once if somebody
    /// holds it, naming who, since when and in which phase.
    static AppLock take(const World& world, const std::string& app, const std::string& activity);

    /// As take(), but a deploy that holds it is interrupted as Ctrl-C would, and
    /// its end waited for. Throws util::Error when it does not end within a minute.
    static AppLock take_over(const World& world, const std::string& app, const std::string& activity);

    /// Nothing if somebody holds it.
    static std::optional<AppLock> try_take(const World& world, const std::string& app,
                                           const std::string& activity);

    /// What a refused command reads.
    void enter(const std::string& phase);

private:
    AppLock(util::FileLock lock, std::string holder, util::Log::Copy history)
        : lock_(std::move(lock)), holder_(std::move(holder)), history_(std::move(history)) {}

    util::FileLock lock_;
    std::string holder_;
    util::Log::Copy history_;
};

}
