#include "deploy/reaper.hpp"

#include "deploy/engine_watch.hpp"
#include "deploy/retirement.hpp"
#include "deploy/upkeep.hpp"
#include "dokku/names.hpp"
#include "util/error.hpp"
#include "util/file_lock.hpp"
#include "util/process.hpp"

#include <unistd.h>
#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace deploy {

namespace {

/// New records are noticed after this time, and an upgrade is.
constexpr util::Milliseconds longest_nap = util::Seconds(5);
constexpr util::Milliseconds shortest_nap{100};
/// How soon an app is looked at that a command has let go.
constexpr util::Milliseconds nap_while_busy = util::Seconds(1);
/// Containers that start one after another are looked at together.
constexpr util::Milliseconds rest_after_upkeep = util::Seconds(1);
/// What nothing announces, such as a deploy that was killed.
constexpr util::Seconds upkeep_every{60};

util::Path lock_file(const World& world) { return world.environment.data() / ".reaper.lock"; }

/// Where the program of this process lay that an upgrade has replaced, or that is gone.
std::optional<util::Path> deserted_place() {
    constexpr std::string_view deleted = " (deleted)";
    std::error_code error;
    std::string program = std::filesystem::read_symlink("/proc/self/exe", error).string();
    if (error || !program.ends_with(deleted)) return {};
    return program.substr(0, program.size() - deleted.size());
}

/// Becomes the program that an upgrade has put in the place of this one; what
/// locks are held are let go. Returns if there is none, or it cannot be started.
void make_way_for_successor() {
    const auto place = deserted_place();
    if (!place || ::access(place->c_str(), X_OK) != 0) return;
    try {
        util::become(*place, {*place, "--reap"});
    } catch (const util::Error&) {
        return;
    }
}

/// A plugin that was uninstalled only retires what is to be retired.
bool has_work(const World& world) {
    if (!RetirementRecords(world.environment).all().empty()) return true;
    return !deserted_place() && has_apps_to_look_after(world.environment);
}

class Reaper {
public:
    explicit Reaper(const World& world) : world_(world), watch_(world.engine) {}

    void run() {
        for (;;) {
            make_way_for_successor();
            if (!has_work(world_)) return;
            if (world_.stop.stop_requested()) throw util::Interrupted();
            if (watch_.is_there()) work();
            watch_.sleep(world_.clock, nap(), world_.stop);
        }
    }

private:
    void work() {
        carry_out_retirements(world_);
        const bool due = world_.clock.now() >= next_upkeep_;
        if (!watch_.has_happened() && !due) {
            if (!busy_.empty()) busy_ = put_all_right(world_, busy_);
            return;
        }
        busy_ = put_all_right(world_);
        next_upkeep_ = world_.clock.now() + upkeep_every;
        world_.clock.sleep_for(rest_after_upkeep, world_.stop);
    }

    util::Milliseconds nap() const {
        const util::Milliseconds longest = busy_.empty() ? longest_nap : nap_while_busy;
        return std::clamp(next_retirement(world_).value_or(longest), shortest_nap, longest);
    }

    const World& world_;
    EngineWatch watch_;
    util::Steady next_upkeep_{};
    std::vector<std::string> busy_{};  ///< apps that a command was working on when they were looked at
};

}

void reap(const World& world) {
    // A record that comes while the lock is being let go is seen by the next turn.
    while (has_work(world)) {
        const auto lock = util::FileLock::try_take(lock_file(world));
        if (!lock) return;
        Reaper(world).run();
    }
}

void launch_reaper(const World& world) {
    try {
        if (util::FileLock::holder(lock_file(world)) || !has_work(world)) return;
        util::launch_detached(
            {.words = {util::program_directory() / dokku::plugin_name, "--reap"}, .directory = "/"});
    } catch (const util::Error& error) {
        world.log.warn("Old containers stay until the next command: " + util::full_message(error));
    }
}

}
