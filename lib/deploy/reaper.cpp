#include "deploy/reaper.hpp"

#include "deploy/retirement.hpp"
#include "util/error.hpp"
#include "util/file_lock.hpp"
#include "util/process.hpp"

#include <unistd.h>
#include <algorithm>
#include <filesystem>
#include <string_view>

namespace deploy {

namespace {

/// New records are noticed, and one that failed is tried again, after this time.
constexpr util::Seconds longest_nap{5};

util::Path lock_file(const World& world) { return world.environment.data() / ".reaper.lock"; }

/// Becomes the program that an upgrade has put in the place of this one; what
/// locks are held are let go. Returns if there is none, or it cannot be started.
void make_way_for_successor() {
    constexpr std::string_view deleted = " (deleted)";
    std::error_code error;
    std::string program = std::filesystem::read_symlink("/proc/self/exe", error).string();
    if (error || !program.ends_with(deleted)) return;
    program.resize(program.size() - deleted.size());
    if (::access(program.c_str(), X_OK) != 0) return;
    try {
        util::become(program, {program, "--reap"});
    } catch (const util::Error&) {
        return;
    }
}

util::Seconds until_next(const World& world, const std::vector<Retirement>& records) {
    const util::Seconds left = records.front().due - world.clock.epoch() + util::Seconds(1);
    return std::clamp(left, util::Seconds(1), longest_nap);
}

void reap_until_empty(const World& world) {
    for (;;) {
        make_way_for_successor();
        carry_out_retirements(world, Which::due);
        const auto records = RetirementRecords(world.environment).all();
        if (records.empty()) return;
        world.clock.sleep_for(until_next(world, records), world.stop);
        if (world.stop.stop_requested()) throw util::Interrupted();
    }
}

}

void reap(const World& world) {
    // A record that comes while the lock is being let go is seen by the next turn.
    while (!RetirementRecords(world.environment).all().empty()) {
        const auto lock = util::FileLock::try_take(lock_file(world));
        if (!lock) return;
        reap_until_empty(world);
    }
}

void launch_reaper(const World& world, const std::string& program) {
    try {
        if (RetirementRecords(world.environment).all().empty()) return;
        util::launch_detached({.words = {program, "--reap"}, .directory = "/"});
    } catch (const util::Error& error) {
        world.log.warn("Old containers stay until the next command: " + util::full_message(error));
    }
}

}
