#include "health/checker.hpp"

#include "docker/containers.hpp"
#include "health/ending.hpp"
#include "health/linked_stop.hpp"
#include "health/main_process.hpp"
#include "health/probe.hpp"
#include "util/contains.hpp"
#include "util/error.hpp"
#include "util/parallel.hpp"
#include "util/timestamp.hpp"

#include <array>
#include <mutex>
#include <set>

namespace health {

namespace {

/// The checks of one container, side by side.
class CheckRun {
public:
    CheckRun(const Probing& probing, LinkedStop& stop) : probing_(probing), stop_(stop) {}

    void run(const std::vector<Check>& checks) {
        take_turn(Turn::first, checks);
        if (!failure_ && !stop_.is_requested()) take_turn(Turn::afterwards, checks);
    }

    Verdict result() const {
        Verdict verdict = failure_.value_or(healthy_.value_or(Verdict{}));
        verdict.warnings.insert(verdict.warnings.end(), warnings_.begin(), warnings_.end());
        verdict.failed = failed_;
        return verdict;
    }

    /// The container's end is a failure of every check that has not passed.
    Verdict cut_short_by(Verdict end, const std::vector<Check>& checks) const {
        end.failed = failed_;
        for (const Check& check : checks)
            if (!decided_.contains(&check)) note_failure(check, end.code, end.failed);
        return end;
    }

private:
    void take_turn(Turn turn, const std::vector<Check>& checks) {
        std::vector<std::function<void(const std::stop_token&)>> jobs;
        for (const Check& check : checks)
            if (check.turn == turn)
                jobs.emplace_back([this, &check](const std::stop_token& stop) { run_one(check, stop); });
        try {
            util::together(stop_.token(), jobs);
        } catch (const util::Interrupted&) {
            // Stopped before all had begun; who asked for the stop knows what it means.
        }
    }

    void run_one(const Check& check, const std::stop_token& stop) {
        Probing probing = probing_;
        probing.stop = stop;
        try {
            Verdict verdict =
                std::visit([&probing](const auto& kind) { return probe(kind, probing); }, check.kind);
            verdict.check = check.name;
            take(check, std::move(verdict));
        } catch (const util::Interrupted&) {
            if (!stop_.is_requested()) throw;
        }
    }

    static void note_failure(const Check& check, Code code, std::vector<FailedCheck>& failed) {
        if (!check.on_failure.empty()) failed.push_back({check.name, code, check.on_failure});
    }

    void take(const Check& check, Verdict verdict) {
        const std::lock_guard guard(mutex_);
        decided_.insert(&check);
        if (!verdict.healthy()) note_failure(check, verdict.code, failed_);
        if (verdict.healthy()) {
            warnings_.insert(warnings_.end(), verdict.warnings.begin(), verdict.warnings.end());
            verdict.warnings.clear();
            if (!healthy_) healthy_ = std::move(verdict);
        } else if (check.warn) {
            warnings_.push_back(check.name + " failed: " + std::string(to_string(verdict.code)));
        } else if (!failure_) {
            failure_ = std::move(verdict);
            stop_.request();
        }
    }

    Probing probing_;
    LinkedStop& stop_;
    std::mutex mutex_;
    std::optional<Verdict> failure_;
    std::optional<Verdict> healthy_;
    std::vector<std::string> warnings_;
    std::set<const Check*> decided_;
    std::vector<FailedCheck> failed_;
};

bool tells_of_end(Code code) {
    constexpr std::array ends{Code::exited, Code::exited_zero, Code::killed, Code::oom_killed};
    return util::contains(ends, code);
}

/// An inspection would wait until the Engine has taken the network down, 50 ms on
/// 20.10; what was known of it while it ran, and the event, tell as much. One that
/// ends at once may not have had its start stamped when it was looked at, and even
/// afterwards the Engine may not have stamped its end, of which it has told.
Verdict verdict_of_ended(const Subject& subject, const docker::Container& container,
                         const Surroundings& surroundings, const std::stop_token& stop) {
    const auto exit = surroundings.exits.exit_of(subject.container_id);
    const bool is_known = container.state.running && util::parse_timestamp(container.state.started_at);
    if (exit && exit->at && is_known) return verdict_on_exit(container, *exit);
    const auto now = docker::Containers(surroundings.engine).find(subject.container_id, stop);
    if (!now) return {Code::exited};
    return exit && exit->code >= 0 ? verdict_on_exit(*now, *exit) : verdict_on_end(*now);
}

}

Verdict check_container(const Subject& subject, const std::vector<Check>& checks,
                        const Surroundings& surroundings, const std::stop_token& stop) {
    auto inspected = subject.inspected;
    if (!inspected) inspected = docker::Containers(surroundings.engine).find(subject.container_id, stop);
    const docker::Container container = inspected.value_or(docker::Container{});
    const MainProcess process =
        subject.process ? *subject.process : MainProcess(container, surroundings.proc);
    const std::stop_token ended = surroundings.exits.ended(subject.container_id);
    LinkedStop either(stop, ended);
    CheckRun run({subject, container, surroundings, either.token()}, either);
    if (container.state.running) run.run(checks);
    if (stop.stop_requested()) throw util::Interrupted();
    const auto cut_short = [&] {
        return run.cut_short_by(verdict_of_ended(subject, container, surroundings, stop), checks);
    };
    if (!container.state.running || ended.stop_requested()) return cut_short();
    const Verdict verdict = run.result();
    if (tells_of_end(verdict.code)) return run.cut_short_by(verdict, checks);
    if (!verdict.healthy()) return verdict;
    let_daemonise(process, surroundings.cgroups, surroundings.clock, either.token());
    const bool is_gone =
        has_ended(process, subject.container_id, surroundings.exits, surroundings.clock, stop);
    return is_gone ? cut_short() : verdict;
}

std::vector<Verdict> check_each(const Subject& subject, const std::vector<Check>& checks,
                                const Surroundings& surroundings, const std::stop_token& stop) {
    std::vector<Verdict> verdicts(checks.size());
    util::parallel(checks.size(), checks.size(), stop, [&](std::size_t i, const std::stop_token& inner) {
        verdicts[i] = check_container(subject, {checks[i]}, surroundings, inner);
    });
    return verdicts;
}

}
