#include "session/abandoned.hpp"

#include "health/leftover.hpp"
#include "util/error.hpp"
#include "util/text.hpp"

namespace session {

namespace {

using Words = std::vector<std::string>;

constexpr util::Milliseconds patience = std::chrono::seconds(10);
constexpr std::string_view numbers_by_namespace = "NSpid:";

/// Its number in the innermost namespace it lives in: the container's.
std::string number_inside(const health::Process& process) {
    if (!health::read_cgroup(process)) return {};
    const auto status = util::read_file(process.proc / std::to_string(process.pid) / "status");
    for (const std::string& line : util::lines(status.value_or("")))
        if (line.starts_with(numbers_by_namespace)) return line.substr(line.rfind('\t') + 1);
    return {};
}

/// A terminal that goes away hangs up on its programs.
bool send_hangup(const deploy::World& world, const std::string& container_id, const std::string& number) {
    const Words ways[] = {{"/bin/sh", "-c", "kill -HUP " + number}, {"kill", "-HUP", number}};
    for (const Words& words : ways)
        if (docker::execute(world.engine, container_id, {words}, patience, {}).exit_code == 0) return true;
    return false;
}

}

void end_abandoned(const deploy::World& world, const std::string& container_id, docker::Exec& command) {
    try {
        const int pid = command.state().pid;
        if (pid == 0) return;
        const health::Process process{pid, container_id};
        const std::string number = number_inside(process);
        if (util::parse_number(number, 1, 1 << 30) && send_hangup(world, container_id, number)) return;
        health::kill_leftover(process);
        if (command.state().pid == 0) return;
        world.log.warn("The command still runs in container " + container_id.substr(0, 12) +
                       (number.empty() ? "" : ", as process " + number));
    } catch (const std::exception& error) {
        world.log.warn("The command may still run: " + util::full_message(error));
    }
}

}
