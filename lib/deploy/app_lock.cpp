#include "deploy/app_lock.hpp"

#include "deploy/history.hpp"
#include "util/error.hpp"
#include "util/text.hpp"

#include <unistd.h>
#include <array>
#include <csignal>
#include <ctime>

namespace deploy {

namespace {

constexpr util::Seconds longest_wait{60};
constexpr util::Milliseconds look_every{50};
constexpr const char* upkeep = "recovery";
constexpr const char* upkeep_of_it = "a recovery";

util::Path lock_file(const World& world, const std::string& app) {
    return world.environment.data(app) / "lock";
}

std::string time_of_day(util::Seconds epoch) {
    const std::time_t time = epoch.count();
    std::tm local{};
    localtime_r(&time, &local);
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%H:%M:%S", &local);
    return text.data();
}

/// "pid activity since", the first line of a lock file.
struct Holder {
    pid_t pid = 0;
    std::string activity = "another command";
    std::string since{};
    std::string phase{};
};

Holder parse_holder(const std::string& text) {
    Holder holder;
    const auto lines = util::lines(text);
    if (lines.empty()) return holder;
    const auto words = util::split(lines[0], ' ');
    if (words.size() == 3) {
        holder.pid = static_cast<pid_t>(util::parse_number(words[0], 2, 1 << 30).value_or(0));
        holder.activity = "a " + words[1];
        holder.since = words[2];
    }
    if (lines.size() > 1) holder.phase = lines[1];
    return holder;
}

Holder holder_of(const World& world, const std::string& app) {
    return parse_holder(util::FileLock::holder(lock_file(world, app)).value_or(""));
}

[[noreturn]] void refuse(const std::string& app, const Holder& holder) {
    std::string message = app + " is locked by " + holder.activity;
    if (holder.pid > 0)
        message += " (process " + std::to_string(holder.pid) + ", since " + holder.since + ")";
    if (!holder.phase.empty()) message += ", now " + holder.phase;
    throw util::Error(message + ". Nothing was changed; try again when it has ended");
}

/// The one who holds it may be about to say who it is.
bool is_short(const Holder& holder) { return holder.pid == 0 || holder.activity == upkeep_of_it; }

/// Every 50 ms what `attempt` gives, until it gives a lock or `goes_on` is false.
/// Throws util::Interrupted.
template <typename Attempt, typename GoesOn>
auto wait_for(const World& world, Attempt attempt, GoesOn goes_on) {
    const util::Steady give_up = world.clock.now() + longest_wait;
    for (;;) {
        auto lock = attempt();
        if (lock || !goes_on() || world.clock.now() >= give_up) return lock;
        world.clock.sleep_for(look_every, world.stop);
        if (world.stop.stop_requested()) throw util::Interrupted();
    }
}

}

std::optional<AppLock> AppLock::try_take(const World& world, const std::string& app,
                                         const std::string& activity) {
    auto lock = util::FileLock::try_take(lock_file(world, app));
    if (!lock) return {};
    const std::string holder =
        std::to_string(::getpid()) + " " + activity + " " + time_of_day(world.clock.epoch());
    lock->describe(holder);
    return AppLock(std::move(*lock), holder, keep_history(world, app, activity));
}

std::optional<AppLock> AppLock::wait_for_upkeep(const World& world, const std::string& app,
                                                const std::string& activity) {
    return wait_for(
        world, [&] { return try_take(world, app, activity); },
        [&] { return is_short(holder_of(world, app)); });
}

AppLock AppLock::take(const World& world, const std::string& app, const std::string& activity) {
    if (auto lock = wait_for_upkeep(world, app, activity)) return std::move(*lock);
    refuse(app, holder_of(world, app));
}

std::optional<AppLock> AppLock::take_for_upkeep(const World& world, const std::string& app) {
    return wait_for_upkeep(world, app, upkeep);
}

AppLock AppLock::take_over(const World& world, const std::string& app, const std::string& activity) {
    pid_t interrupted = 0;
    const auto interrupt_deploy = [&] {
        const Holder holder = holder_of(world, app);
        if (holder.pid <= 0 || holder.pid == interrupted || holder.activity != "a deploy") return true;
        world.log.verbose("Interrupting the deploy of " + app + " (process " + std::to_string(holder.pid) +
                          ")");
        ::kill(holder.pid, SIGTERM);
        interrupted = holder.pid;
        return true;
    };
    auto lock = wait_for(
        world, [&] { return try_take(world, app, activity); }, interrupt_deploy);
    if (lock) return std::move(*lock);
    refuse(app, holder_of(world, app));
}

void AppLock::enter(const std::string& phase) { lock_.describe(holder_ + "\n" + phase + "\n"); }

}
