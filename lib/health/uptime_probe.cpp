#include "docker/containers.hpp"
#include "health/ending.hpp"
#include "health/probe.hpp"
#include "util/timestamp.hpp"

#include <algorithm>

namespace health {

namespace {

/// How long it has certainly been running: the clock's epoch is in whole seconds.
util::Milliseconds proven_uptime(const Probing& probing) {
    const auto started = util::parse_timestamp(probing.container.state.started_at);
    if (!started) return util::Milliseconds{0};
    const auto since =
        probing.surroundings.clock.epoch() - std::chrono::ceil<util::Seconds>(started->time_since_epoch());
    return std::max(util::Milliseconds{0}, util::Milliseconds(since));
}

Verdict failure(const UptimeCheck& check, const docker::Container& container) {
    Verdict verdict{Code::uptime};
    verdict.evidence.command = container.command;
    verdict.evidence.required_uptime = check.uptime;
    verdict.evidence.restarts = container.restart_count;
    return verdict;
}

}

Verdict probe(const UptimeCheck& check, const Probing& probing) {
    const util::Steady begun = probing.surroundings.clock.now();
    pause_until(begun + check.uptime - proven_uptime(probing), probing);
    const auto container =
        docker::Containers(probing.surroundings.engine).find(probing.container.id, probing.stop);
    if (!container) return {Code::exited};
    const bool is_steady = container->state.status.empty() || container->state.status == "running";
    if (container->restart_count > 0 || (container->state.running && !is_steady))
        return failure(check, *container);
    if (!container->state.running) return verdict_on_end(*container);
    return {Code::healthy};
}

}
