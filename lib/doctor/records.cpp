#include "doctor/examinations.hpp"

#include "deploy/journal.hpp"
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

void examine_journal(const Patient& patient, const std::string& app, Findings& findings) {
    const deploy::JournalFile journal(patient.world.environment, app);
    if (!journal.exists() || lock_holder(patient.world.environment, app)) return;
    try {
        journal.read();
        findings.push_back({"records", Level::bad, "a deploy of " + app + " was interrupted", upkeep(patient),
                            [&world = patient.world] { deploy::put_all_right(world); }});
    } catch (const util::Error& error) {
        findings.push_back({"records", Level::bad, error.what(),
                            patient.world.environment.cli + " plugin:update " + dokku::plugin_name});
    }
}

}

void examine_records(const Patient& patient, Findings& findings) {
    const std::size_t before = findings.size();
    for (const std::string& app : known_apps(patient.world.environment))
        examine_journal(patient, app, findings);
    for (const std::string& complaint : deploy::RetirementRecords(patient.world.environment).complaints())
        findings.push_back(
            {"records", Level::bad, complaint + "; if no newer version is to be installed, remove the file"});
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
    const bool runs = util::FileLock::holder(world.environment.data() / ".reaper.lock").has_value();
    const bool late = !records.empty() && records.front().due + patience_with_reaper < world.clock.epoch();
    if (late && !runs)
        findings.push_back(
            {"reaper", Level::bad,
             "nobody retires " + records.front().app + " " + records.front().label + ", whose time is over",
             upkeep(patient), [&world] { deploy::carry_out_retirements(world); }});
    else
        findings.push_back({"reaper", Level::good,
                            std::to_string(records.size()) + " old containers wait, the reaper " +
                                (runs ? "runs" : "does not run")});
}

}
