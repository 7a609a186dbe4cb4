#include "health/main_process.hpp"

#include "health/linked_stop.hpp"
#include "util/error.hpp"

namespace health {

namespace {

/// From the end of a process to the Engine's word of it, on a busy machine.
constexpr util::Seconds until_told{5};

}

MainProcess::MainProcess(Process process)
    : process_(std::move(process)), is_seen_(read_cgroup(process_).has_value()) {}

bool MainProcess::has_ended() const { return is_seen_ && !read_cgroup(process_); }

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
