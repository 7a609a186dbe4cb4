#include "docker/run_options.hpp"

#include "docker/api_version.hpp"
#include "docker/flags/draft_json.hpp"
#include "docker/flags/reader.hpp"
#include "docker/flags/topics.hpp"
#include "docker/types_json.hpp"
#include "util/error.hpp"
#include "util/text.hpp"

#include <array>

namespace docker {

namespace {

using namespace flags;

constexpr std::array topics{process_flags,  environment_flags, security_flags, network_flags,
                            name_flags,     port_flags,        storage_flags,  health_flags,
                            resource_flags, device_flags,      limit_flags};

constexpr std::array finishers{finish_process, finish_environment, finish_security, finish_network,
                               finish_storage, finish_health,      finish_devices,  finish_limits};

std::vector<Flag> whole_table() {
    std::vector<Flag> table;
    for (const auto& topic : topics) table.insert(table.end(), topic().begin(), topic().end());
    return table;
}

/// Adds what is wrong with it to the problems, so that all are told at once.
template <class Step>
void attempt(std::vector<std::string>& problems, const std::string& subject, Step step) try {
    step();
} catch (const util::Error& error) {
    problems.push_back(subject.empty() ? error.what() : subject + ": " + error.what());
}

void apply(const Given& given, Draft& draft) {
    require_version(draft.context.api_version, given.flag->since, "it");
    given.flag->apply(draft, *given.flag, given.value);
}

ContainerSpec specification(Draft& draft) {
    draft.body["Image"] = draft.context.image;
    if (!draft.context.command.empty()) draft.body["Cmd"] = draft.context.command;
    draft.host("RestartPolicy") = to_json(draft.spec.restart_policy);
    draft.spec.has_terminal = json::truth(draft.body, "Tty");
    draft.spec.body = util::json_text(draft.body);
    return std::move(draft.spec);
}

[[noreturn]] void refuse(const std::vector<std::string>& problems) {
    std::string message = "docker flags that cannot be used:";
    for (const std::string& problem : problems) message += "\n  " + util::printable(problem);
    throw util::Error(message);
}

}

ContainerSpec parse_run_options(const std::vector<std::string>& flags, const RunContext& context) {
    const std::vector<Flag> table = whole_table();
    Reading reading = read_flags(table, flags);
    Draft draft{.context = context};
    for (const Given& given : reading.given)
        attempt(reading.problems, given.written, [&] { apply(given, draft); });
    for (const auto& finish : finishers) attempt(reading.problems, "", [&] { finish(draft); });
    if (!reading.problems.empty()) refuse(reading.problems);
    return specification(draft);
}

}
