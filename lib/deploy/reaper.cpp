#include "deploy/reaper.hpp"

#include "deploy/retirement.hpp"
#include "util/error.hpp"
#include "util/file_lock.hpp"
#include "util/process.hpp"

#include <algorithm>
#include <filesystem>

namespace deploy {

namespace {

/// New records are noticed, and one that failed is tried again, after this time.
constexpr util::Seconds longest_nap{5};

util::Path lock_file(const World& world) { return world.environment.data() / ".reaper.lock"; }

bool was_replaced() {
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    return !error && program.string().ends_with(" (deleted)");
}

util::Seconds until_next(const World& world, const std::vector<Retirement>& records) {
    const util::Seconds left = records.front().due - world.clock.epoch() + util::Seconds(1);
    return std::clamp(left, util::Seconds(1), longest_nap);
}

/// True when nothing is left to wait for.
bool reap_until_empty(const World& world) {
    for (;;) {
        carry_out_retirements(world, Which::due);
        const auto records = RetirementRecords(world.environment).all();
        if (records.empty()) return true;
        if (was_replaced()) return false;
        world.clock.sleep_for(until_next(world, records), world.stop);
        if (world.stop.stop_requested()) throw util::Interrupted();
    }
}

}

void reap(const World& world) {
    // A record that comes while the lock is being let go is seen by the next turn.
    while (!RetirementRecords(world.environment).all().empty()) {
        const auto lock = util::FileLock::try_take(lock_file(world));
        if (!lock || !reap_until_empty(world)) return;
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
