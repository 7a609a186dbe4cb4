#include "health/main_process.hpp"

#include "health/cgroup.hpp"
#include "health/linked_stop.hpp"
#include "util/error.hpp"
#include "util/text.hpp"

#include <algorithm>
#include <climits>

namespace health {

namespace {

/// From the end of a process to the Engine's word of it, on a busy machine.
constexpr util::Seconds until_told{5};
/// From a daemon's first answer to the end of the process that started it.
constexpr util::Seconds until_daemonised{1};
constexpr util::Milliseconds look_every{10};

constexpr CgroupFile processes_file{"cpuacct", "cgroup.procs", "cgroup.procs"};

std::optional<int> first_child(const Process& process) {
    const std::string pid = std::to_string(process.pid);
    const auto children = util::read_file(process.proc / pid / "task" / pid / "children").value_or("");
    const auto number = util::parse_number(children.substr(0, children.find(' ')), 1, INT_MAX);
    if (!number) return {};
    return static_cast<int>(*number);
}

/// Field 6 of /proc/PID/stat. The name in brackets before it may hold anything.
std::optional<std::string> session_of(const util::Path& proc, const std::string& pid) {
    constexpr std::size_t session = 3;  // behind state, parent and process group
    const std::string text = util::read_file(proc / pid / "stat").value_or("");
    const auto name_end = text.rfind(") ");
    if (name_end == std::string::npos) return {};
    const auto fields = util::split(text.substr(name_end + 2), ' ');
    if (fields.size() <= session) return {};
    return fields[session];
}

}

MainProcess::MainProcess(Process process)
    : process_(std::move(process)), is_seen_(read_cgroup(process_).has_value()) {}

MainProcess::MainProcess(const docker::Container& container, const util::Path& proc)
    : MainProcess({container.state.pid, container.id, proc}) {
    if (container.has_init && is_seen_) program_ = first_child(process_);
}

bool MainProcess::is_there(int pid) const {
    return read_cgroup({pid, process_.container_id, process_.proc}).has_value();
}

bool MainProcess::has_ended() const {
    return is_seen_ && !(is_there(process_.pid) && (!program_ || is_there(*program_)));
}

bool MainProcess::has_second_session(const util::Path& cgroups) const {
    if (!is_seen_) return false;
    try {
        const std::string first = std::to_string(process_.pid);
        const auto own = session_of(process_.proc, first);
        const auto pids = util::lines(read_cgroup_file(process_, cgroups, processes_file).value_or(""));
        return std::any_of(pids.begin(), pids.end(), [&](const std::string& pid) {
            const auto session = pid == first ? own : session_of(process_.proc, pid);
            return session && session != own;
        });
    } catch (const util::Error&) {
        return false;
    }
}

bool has_ended(const MainProcess& process, const std::string& container_id, ExitWatch& exits,
               util::Clock& clock, const std::stop_token& stop) {
    const std::stop_token ended = exits.ended(container_id);
    if (ended.stop_requested()) return true;
    if (!process.has_ended()) return false;
    const LinkedStop either(stop, ended);
    clock.sleep_for(until_told, either.token());
    if (stop.stop_requested()) throw util::Interrupted();
    return true;
}

void let_daemonise(const MainProcess& process, const util::Path& cgroups, util::Clock& clock,
                   const std::stop_token& stop) {
    if (!process.has_second_session(cgroups)) return;
    const auto decided = clock.now() + until_daemonised;
    while (clock.now() < decided && !process.has_ended() && !stop.stop_requested())
        clock.sleep_for(look_every, stop);
}

}
