#include "health/main_process.hpp"

#include "health/linked_stop.hpp"
#include "util/error.hpp"
#include "util/text.hpp"

#include <climits>

namespace health {

namespace {

/// From the end of a process to the Engine's word of it, on a busy machine.
constexpr util::Seconds until_told{5};

std::optional<int> first_child(const Process& process) {
    const std::string pid = std::to_string(process.pid);
    const auto children = util::read_file(process.proc / pid / "task" / pid / "children").value_or("");
    const auto number = util::parse_number(children.substr(0, children.find(' ')), 1, INT_MAX);
    if (!number) return {};
    return static_cast<int>(*number);
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

}
