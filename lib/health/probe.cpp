#include "health/probe.hpp"

#include "health/attempt.hpp"
#include "health/reach.hpp"
#include "util/error.hpp"
#include "util/timestamp.hpp"

#include <algorithm>

namespace health {

namespace {

bool is_taken(const Socket& endpoint, const Subject& subject) {
    return subject.host_network &&
           std::any_of(subject.listeners_before.begin(), subject.listeners_before.end(),
                       [&](const Socket& before) { return serves(before, endpoint); });
}

/// How long it has certainly been running: the clock's epoch is in whole seconds.
util::Milliseconds proven_uptime(const Probing& probing) {
    const auto started = util::parse_timestamp(probing.container.state.started_at);
    if (!started) return util::Milliseconds{0};
    const auto since =
        probing.surroundings.clock.epoch() - std::chrono::ceil<util::Seconds>(started->time_since_epoch());
    return std::max(util::Milliseconds{0}, util::Milliseconds(since));
}

Verdict unreachable(const std::string& why, const Probing& probing) {
    Verdict verdict{Code::start_failed};
    verdict.evidence.command = probing.container.command;
    verdict.evidence.engine_error = why;
    return verdict;
}

}

std::optional<Socket> endpoint_of(const Probing& probing, int port) {
    std::string address = probing.subject.ip_address;
    if (address.empty())
        address = probing.subject.host_network ? "127.0.0.1" : probing.container.ip_address();
    if (address.empty()) return {};
    return Socket{address, port, address.find(':') != std::string::npos};
}

std::optional<Verdict> obstacle(const std::optional<Socket>& endpoint, const Probing& probing) {
    if (!endpoint) return unreachable("the container has no address on any network", probing);
    if (!is_taken(*endpoint, probing.subject)) return {};
    return unreachable(to_string(*endpoint) + ": address already in use on the host", probing);
}

void pause_until(util::Steady moment, const Probing& probing) {
    probing.surroundings.clock.sleep_until(moment, probing.stop);
    if (probing.stop.stop_requested()) throw util::Interrupted();
}

void pause_until_it_has_run(util::Milliseconds time, const Probing& probing) {
    const util::Milliseconds left = time - proven_uptime(probing);
    if (left.count() > 0) pause_until(probing.surroundings.clock.now() + left, probing);
}

}
