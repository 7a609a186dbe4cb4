#include "hook/exit_status.hpp"
#include "hook/signals.hpp"
#include "host/host.hpp"

/// The standalone host: its command line, `plugn`, and the triggers of its core.
int main(int count, char** words) {
    const hook::Signals signals;
    util::Log log = util::Log::standard();
    return hook::report_errors(log, [&] { return host::run({words, words + count}, log, signals.token()); });
}
