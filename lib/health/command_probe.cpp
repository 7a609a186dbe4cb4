#include "docker/containers.hpp"
#include "docker/exec.hpp"
#include "health/ending.hpp"
#include "health/leftover.hpp"
#include "health/probe.hpp"
#include "health/transcript.hpp"

namespace health {

namespace {

using std::chrono::milliseconds;

/// A container that ends takes its commands along; the Engine says so of them first.
constexpr milliseconds until_end_is_known{300};

std::string describe(const docker::ExecResult& result) {
    return result.exit_code ? "exit code " + std::to_string(*result.exit_code) : "no end";
}

/// The tries of one command.
class CommandRun {
public:
    CommandRun(const CommandCheck& check, const Probing& probing)
        : check_(check), probing_(probing), begun_(probing.surroundings.clock.now()) {}

    Verdict run() {
        for (int left = check_.schedule.attempts;; --left) {
            const docker::ExecResult result = execute();
            if (result.exit_code == 0) return {Code::healthy, {}, evidence()};
            if (left <= 1) return failed(result);
            pause_until(probing_.surroundings.clock.now() + check_.schedule.wait, probing_);
        }
    }

    /// Nothing while the container runs.
    std::optional<Verdict> verdict_if_ended() const {
        pause_until(probing_.surroundings.clock.now() + until_end_is_known, probing_);
        const auto container =
            docker::Containers(probing_.surroundings.engine).find(probing_.container.id, probing_.stop);
        if (!container) return Verdict{Code::exited};
        if (container->state.running) return {};
        return verdict_on_end(*container);
    }

private:
    docker::ExecResult execute() {
        const util::Steady at = probing_.surroundings.clock.now();
        docker::ExecResult result = docker::execute(probing_.surroundings.engine, probing_.container.id,
                                                    {check_.command}, check_.schedule.timeout, probing_.stop);
        transcript_.add(std::chrono::duration_cast<milliseconds>(at - begun_), describe(result));
        if (result.pid > 0) kill_leftover({result.pid, probing_.container.id, probing_.surroundings.proc});
        return result;
    }

    Verdict failed(const docker::ExecResult& result) const {
        if (auto ended = verdict_if_ended()) return *ended;
        Verdict verdict{result.exit_code ? Code::command_failed : Code::command_timeout, {}, evidence()};
        verdict.evidence.exit_code = result.exit_code;
        if (!result.exit_code) verdict.evidence.deadline = check_.schedule.timeout;
        if (!result.output.empty()) verdict.evidence.output = result.output;
        return verdict;
    }

    Evidence evidence() const {
        Evidence evidence;
        evidence.command = check_.command;
        evidence.transcript = transcript_.text();
        return evidence;
    }

    const CommandCheck& check_;
    const Probing& probing_;
    util::Steady begun_;
    Transcript transcript_;
};

}

Verdict probe(const CommandCheck& check, const Probing& probing) {
    pause_until_it_has_run(check.schedule.initial_delay, probing);
    CommandRun run(check, probing);
    try {
        return run.run();
    } catch (const docker::ApiError&) {
        if (auto ended = run.verdict_if_ended()) return *ended;
        throw;
    }
}

}
