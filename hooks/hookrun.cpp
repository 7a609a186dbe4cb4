#include "hook/exit_status.hpp"
#include "hook/signals.hpp"
#include "host/host.hpp"
#include "util/error.hpp"

namespace {

/// The hook that was interrupted has told of it.
int run(const std::vector<std::string>& words, util::Log& log, const std::stop_token& stop) {
    try {
        return host::run(words, log, stop);
    } catch (const util::Interrupted&) {
        return hook::interrupted;
    }
}

}

/// The standalone host: its command line, `plugn`, and the triggers of its core.
int main(int count, char** words) {
    const hook::Signals signals;
    util::Log log = util::Log::standard();
    return hook::report_errors(log, [&] { return run({words, words + count}, log, signals.token()); });
}
