#include "coverage.hpp"

#include <algorithm>

namespace conformance {

namespace {

constexpr std::string_view subcommands = "subcommands/";

bool has_call(const std::string& command, const std::string& call) {
    const std::size_t at = command.find(call);
    if (at == std::string::npos) return false;
    const std::size_t end = at + call.size();
    return end == command.size() || command[end] == ' ' || command[end] == '\n';
}

/// A trigger is run by the runner or as the plugin's own file, a subcommand by
/// the command line.
bool calls(const Step& step, const std::string& trigger) {
    if (trigger.starts_with(subcommands))
        return has_call(step.command, "cli scheduler-docker-api:" + trigger.substr(subcommands.size()));
    return has_call(step.command, "trigger " + trigger) || has_call(step.command, "own-hook " + trigger);
}

/// Where its cases are: a name that can be a file's.
std::string file_name(std::string trigger) {
    std::replace(trigger.begin(), trigger.end(), '/', '-');
    return trigger;
}

bool has_case(const CaseFile& file, Kind kind, const std::string& trigger) {
    return std::any_of(file.cases.begin(), file.cases.end(), [&](const Case& each) {
        return each.kind == kind && std::any_of(each.steps.begin(), each.steps.end(),
                                                [&](const Step& step) { return calls(step, trigger); });
    });
}

}

std::string missing_cases(const std::string& trigger, const CaseFile& file) {
    std::string missing;
    for (const Kind kind : {Kind::ours, Kind::foreign, Kind::bad}) {
        if (file.waived.count(kind) != 0 || has_case(file, kind, trigger)) continue;
        missing += (missing.empty() ? "" : ", ") + std::string(name_of(kind));
    }
    return missing;
}

std::vector<std::string> uncovered(const std::set<std::string>& triggers,
                                   const std::vector<CaseFile>& files) {
    std::vector<std::string> lacking;
    for (const std::string& trigger : triggers) {
        const auto file = std::find_if(files.begin(), files.end(),
                                       [&](const CaseFile& each) { return each.name == file_name(trigger); });
        const std::string missing = file == files.end() ? "every case" : missing_cases(trigger, *file);
        if (!missing.empty()) lacking.push_back(trigger + ": no case of kind " + missing);
    }
    return lacking;
}

}
