#include "doctor/examinations.hpp"

#include "dokku/version_differences.hpp"
#include "util/error.hpp"
#include "util/process.hpp"
#include "util/text.hpp"

#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <filesystem>

namespace doctor {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_error = 300;

std::string reinstall(const Patient& patient) {
    return patient.world.environment.cli + " plugin:update " + dokku::plugin_name;
}

bool leads_to(const fs::path& link, const fs::path& program) {
    std::error_code error;
    return ::access(link.c_str(), X_OK) == 0 && fs::equivalent(link, program, error);
}

std::string must_run(const std::vector<std::string>& words) {
    const util::Ended ended = util::run({.words = words});
    if (ended.status == 0) return ended.output;
    throw util::Error(util::shown(util::trim(ended.error), longest_error));
}

/// Files below a directory that belong to somebody else.
std::vector<fs::path> foreign_files(const fs::path& directory) {
    std::vector<fs::path> found;
    std::error_code error;
    for (const auto& entry :
         fs::recursive_directory_iterator(directory, fs::directory_options::skip_permission_denied, error)) {
        struct stat status {};
        if (::lstat(entry.path().c_str(), &status) == 0 && status.st_uid != ::geteuid())
            found.push_back(entry.path());
    }
    return found;
}

}

void examine_proc(const Patient&, Findings& findings) {
    if (::geteuid() == 0 || ::access("/proc/1/status", R_OK) == 0) return;
    findings.push_back({"proc", Level::note,
                        "/proc hides other users' processes (hidepid): verdicts have no evidence of what a "
                        "container listens on",
                        "mount -o remount,hidepid=0 /proc"});
}

void examine_dokku(const Patient& patient, Findings& findings) {
    const auto version = dokku::dokku_version(patient.world.environment);
    for (const dokku::Difference& missing : missing_in(version, dokku::Difference::Kind::trigger))
        findings.push_back(
            {"dokku", Level::note,
             "this version of Dokku has no " + std::string(missing.name) + ": " + missing.before});
}

void examine_links(const Patient& patient, Findings& findings) {
    const fs::path directory =
        patient.world.environment.lib_root / "plugins" / "enabled" / dokku::plugin_name;
    std::vector<std::string> wrong;
    for (const std::string& link : patient.links)
        if (!leads_to(directory / link, "/proc/self/exe")) wrong.push_back(link);
    if (wrong.empty())
        findings.push_back({"links", Level::good,
                            std::to_string(patient.links.size()) + " triggers and commands lead here"});
    else
        findings.push_back({"links", Level::bad,
                            "not this program in " + directory.string() + ": " + util::join(wrong, ", "),
                            reinstall(patient)});
}

void examine_deployer(const Patient& patient, Findings& findings) {
    try {
        for (const std::string& complaint : util::lines(must_run(patient.check_rules)))
            findings.push_back({"rules", Level::bad, "skipped, " + complaint});
    } catch (const util::Error& error) {
        findings.push_back({"deployer", Level::bad,
                            std::string("the program for deploys does not start: ") + error.what(),
                            reinstall(patient)});
    }
}

void examine_files(const Patient& patient, Findings& findings) {
    for (const char* kind : {"data", "config"}) {
        const fs::path directory = patient.world.environment.lib_root / kind / dokku::plugin_name;
        std::error_code error;
        if (!fs::exists(directory, error)) continue;  // made when it is first needed
        if (::access(directory.c_str(), R_OK | W_OK | X_OK) != 0) {
            findings.push_back(
                {"files", Level::bad, directory.string() + " cannot be written", reinstall(patient)});
            continue;
        }
        const auto foreign = foreign_files(directory);
        if (foreign.empty()) continue;
        findings.push_back(
            {"files", Level::bad,
             foreign.front().string() + " and in all " + std::to_string(foreign.size()) +
                 " files belong to another user",
             "chown --recursive --reference " + directory.string() + " " + directory.string()});
    }
}

}
