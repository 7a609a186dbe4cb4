#include "docker/containers.hpp"
#include "health/ending.hpp"
#include "health/probe.hpp"

namespace health {

namespace {

Verdict failure(const UptimeCheck& check, const docker::Container& container) {
    Verdict verdict{Code::uptime};
    verdict.evidence.command = container.command;
    verdict.evidence.required_uptime = check.uptime;
    verdict.evidence.restarts = container.restart_count;
    return verdict;
}

}

Verdict probe(const UptimeCheck& check, const Probing& probing) {
    pause_until_it_has_run(check.uptime, probing);
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
