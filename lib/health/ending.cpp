#include "health/ending.hpp"

#include "docker/containers.hpp"
#include "health/checker.hpp"
#include "util/timestamp.hpp"

#include <algorithm>
#include <csignal>
#include <cstring>

namespace health {

namespace {

/// Exit codes above this say which signal ended the process.
constexpr int signal_base = 128;

std::optional<std::string> signal_of(int exit_code) {
    if (exit_code <= signal_base || exit_code >= signal_base + NSIG) return {};
    const char* name = ::sigabbrev_np(exit_code - signal_base);
    if (name == nullptr) return {};
    return std::string("SIG") + name;
}

/// The start may be stamped a little later than the end.
std::optional<util::Milliseconds> run_time(const docker::ContainerState& state,
                                           const std::optional<util::Timestamp>& finished) {
    const auto started = util::parse_timestamp(state.started_at);
    if (!started || !finished) return {};
    return std::max(util::Milliseconds{0},
                    std::chrono::duration_cast<util::Milliseconds>(*finished - *started));
}

Code code_of(const docker::ContainerState& state) {
    if (!state.error.empty()) return Code::start_failed;
    if (state.oom_killed) return Code::oom_killed;
    if (state.exit_code == 0) return Code::exited_zero;
    return signal_of(state.exit_code) ? Code::killed : Code::exited;
}

}

Verdict verdict_on_end(const docker::Container& container) {
    const docker::ContainerState& state = container.state;
    Verdict verdict{code_of(state)};
    Evidence& evidence = verdict.evidence;
    evidence.command = container.command;
    evidence.exit_code = state.exit_code;
    evidence.signal = signal_of(state.exit_code);
    evidence.run_time = run_time(state, util::parse_timestamp(state.finished_at));
    if (!state.error.empty()) evidence.engine_error = state.error;
    if (state.oom_killed && container.memory_limit > 0) evidence.memory_limit = container.memory_limit;
    if (container.restart_count > 0) evidence.restarts = container.restart_count;
    return verdict;
}

Verdict verdict_on_exit(docker::Container container, const Exit& exit) {
    container.state.running = false;
    container.state.exit_code = exit.code;
    container.state.oom_killed = container.state.oom_killed || exit.oom;
    Verdict verdict = verdict_on_end(container);
    if (exit.at) verdict.evidence.run_time = run_time(container.state, exit.at);
    return verdict;
}

Verdict exit_verdict(const Subject& subject, docker::Client& engine, const std::stop_token& stop) {
    const auto container = docker::Containers(engine).find(subject.container_id, stop);
    return container ? verdict_on_end(*container) : Verdict{Code::exited};
}

}
