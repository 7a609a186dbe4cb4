#pragma once

#include "util/log.hpp"

#include <functional>

namespace hook {

/// What the programs exit with.
enum ExitStatus : int {
    done = 0,
    failed = 1,
    usage = 2,
    not_ours = 10,     ///< Dokku: this plugin does not know that subcommand
    no_such_app = 20,  ///< Dokku's own
    interrupted = 130,
};

/// Runs `body`, whose result is the exit status. The one catch of the program:
/// an exception becomes one line on stderr and a status.
int report_errors(util::Log& log, const std::function<int()>& body);

/// For triggers that run for every app of the host, where a failing hook would
/// end the chain for all: what goes wrong is told on stderr, the status is 0.
int never_in_the_way(util::Log& log, const std::function<void()>& body);

}
