#include "doctor/examinations.hpp"

#include "deploy/journal.hpp"
#include "deploy/reaper.hpp"
#include "deploy/retirement.hpp"
#include "deploy/upkeep.hpp"
#include "dokku/names.hpp"
#include "util/error.hpp"
#include "util/file_lock.hpp"
#include "util/text.hpp"

namespace doctor {

namespace {

/// A reaper looks every few seconds.
constexpr util::Seconds patience_with_reaper{60};
constexpr util::Seconds patience_with_launch{10};
constexpr util::Milliseconds a_moment{50};

std::string upkeep(const Patient& patient) { return patient.world.environment.cli + " ps:retire"; }

std::vector<std::string> known_apps(const dokku::Environment& environment) {
    std::vector<std::string> apps;
    for (const std::string& app : util::list_directory(environment.data()))
        if (dokku::is_app_name(app)) apps.push_back(app);
    return apps;
}

std::optional<std::string> lock_holder(const dokku::Environment& environment, const std::string& app) {
    return util::FileLock::holder(environment.data(app) / "lock");
}

bool reaper_runs(const deploy::World& world) {
    return util::FileLock::holder(world.environment.data() / ".reaper.lock").has_value();
}

/// Takes what is due a step on, and leaves the rest to a reaper.
void retire_again(const deploy::World& world) {
    deploy::carry_out_retirements(world);
    deploy::launch_reaper(world);
    const auto end = world.clock.now() + patience_with_launch;
    while (!reaper_runs(world) && world.clock.now() < end) world.clock.sleep_for(a_moment, world.stop);
}

Finding unreadable(const Patient& patient, const deploy::UnreadableRecord& record) {
    const bool newer = record.cause() == deploy::UnreadableRecord::Cause::newer;
    return {"records", Level::bad, record.what(),
            newer ? patient.world.environment.cli + " plugin:update " + dokku::plugin_name
                  : "rm " + record.file().string()};
}

void examine_journal(const Patient& patient, const std::string& app, Findings& findings) {
    const deploy::JournalFile journal(patient.world.environment, app);
    if (!journal.exists() || lock_holder(patient.world.environment, app)) return;
    try {
        journal.read();
        findings.push_back({"records", Level::bad, "a deploy of " + app + " was interrupted", upkeep(patient),
                            [&world = patient.world] { deploy::put_all_right(world); }});
    } catch (const deploy::UnreadableRecord& record) {
        findings.push_back(unreadable(patient, record));
    }
}

}

void examine_records(const Patient& patient, Findings& findings) {
    const std::size_t before = findings.size();
    for (const std::string& app : known_apps(patient.world.environment))
        examine_journal(patient, app, findings);
    for (const auto& record : deploy::RetirementRecords(patient.world.environment).complaints())
        findings.push_back(unreadable(patient, record));
    if (findings.size() == before) findings.push_back({"records", Level::good, "no deploy was interrupted"});
}

void examine_locks(const Patient& patient, Findings& findings) {
    for (const std::string& app : known_apps(patient.world.environment))
        if (const auto holder = lock_holder(patient.world.environment, app))
            findings.push_back({"locks", Level::note,
                                app + " is being worked on: " + util::join(util::lines(*holder), ", ")});
}

void examine_reaper(const Patient& patient, Findings& findings) {
    const deploy::World& world = patient.world;
    const auto records = deploy::RetirementRecords(world.environment).all();
    const bool runs = reaper_runs(world);
    const bool late = !records.empty() && records.front().due + patience_with_reaper < world.clock.epoch();
    if (late && !runs)
        findings.push_back(
            {"reaper", Level::bad,
             "nobody retires " + records.front().app + " " + records.front().label + ", whose time is over",
             upkeep(patient), [&world] { retire_again(world); }});
    else
        findings.push_back({"reaper", Level::good,
                            std::to_string(records.size()) + " old containers wait, the reaper " +
                                (runs ? "runs" : "does not run")});
}

}
