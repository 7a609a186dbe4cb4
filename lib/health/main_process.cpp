#include "health/main_process.hpp"

#include "health/cgroup.hpp"
#include "health/linked_stop.hpp"
#include "util/error.hpp"
#include "util/text.hpp"

#include <unistd.h>
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

/// Asked of the kernel itself: the whole of /proc/PID/stat would be far more work.
std::optional<pid_t> session_of(pid_t pid) {
    const pid_t session = ::getsid(pid);
    if (session == -1) return {};
    return session;
}

}

MainProcess::MainProcess(Process process)
    : first_(std::move(process)), program_(first_), cgroup_(read_cgroup(first_)) {}

MainProcess::MainProcess(const docker::Container& container, const util::Path& proc)
    : MainProcess({container.state.pid, container.id, proc}) {
    if (container.has_init && cgroup_) program_.pid = first_child(first_).value_or(first_.pid);
}

/// Nothing survives its container's init.
bool MainProcess::has_ended() const { return cgroup_ && !read_cgroup(program_); }

bool MainProcess::has_second_session(const util::Path& cgroups) const {
    if (!cgroup_) return false;
    const auto own = session_of(first_.pid);
    const auto pids = util::lines(read_cgroup_file(*cgroup_, cgroups, processes_file).value_or(""));
    return std::any_of(pids.begin(), pids.end(), [&](const std::string& text) {
        const auto pid = util::parse_number(text, 1, INT_MAX);
        const auto session = pid ? session_of(static_cast<pid_t>(*pid)) : std::nullopt;
        return session && session != own;
    });
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
