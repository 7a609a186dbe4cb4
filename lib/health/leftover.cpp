#include "health/leftover.hpp"

#include "util/error.hpp"
#include "util/unique_fd.hpp"

#include <sys/syscall.h>
#include <csignal>

namespace health {

/// The descriptor comes before the look, so that a number given to another
/// process meanwhile is never killed.
void kill_leftover(const Process& process) {
    if (process.pid <= 1) return;
    const util::UniqueFd held(static_cast<int>(::syscall(SYS_pidfd_open, process.pid, 0)));
    if (!held) return;
    try {
        if (read_cgroup(process)) ::syscall(SYS_pidfd_send_signal, held.get(), SIGKILL, nullptr, 0);
    } catch (const util::Error&) {
        // It cannot be told whose it is.
    }
}

}
