#pragma once

#include "docker/types.hpp"
#include "health/exit_watch.hpp"
#include "health/sockets.hpp"
#include "util/clock.hpp"

namespace health {

/// The first process of a running container, whose end /proc shows before the
/// Engine tells of it; with the Engine's init the program that this has started,
/// whose end it follows: one that daemonises may answer in between. A process
/// that is not to be seen from here (hidepid, another namespace) has not ended
/// as far as this can say.
class MainProcess {
public:
    MainProcess() = default;
    explicit MainProcess(Process process);
    MainProcess(const docker::Container& container, const util::Path& proc);

    bool has_ended() const;

    /// Whether a process of the container has made a session of its own. A program
    /// that puts itself into the background does so (daemon(3)), and may answer
    /// while its first process has still to end. So do a few supervisors.
    bool has_second_session(const util::Path& cgroups) const;

private:
    Process first_;
    Process program_;                      ///< what init has started; without init the first
    std::optional<std::string> cgroup_{};  ///< of the first, if it is to be seen
};

/// Whether the container of this process has ended, by either sign. Where only
/// /proc shows it, the Engine gets some seconds to tell its exit code. Throws
/// util::Interrupted when stopped.
bool has_ended(const MainProcess& process, const std::string& container_id, ExitWatch& exits,
               util::Clock& clock, const std::stop_token& stop);

/// A program with a second session may be about to end: gives it a second for that,
/// or until `stop`.
void let_daemonise(const MainProcess& process, const util::Path& cgroups, util::Clock& clock,
                   const std::stop_token& stop);

}
