#include "health/probe.hpp"

#include "util/error.hpp"

namespace health {

std::optional<Socket> endpoint_of(const Probing& probing, int port) {
    std::string address = probing.subject.ip_address;
    if (address.empty())
        address = probing.subject.host_network ? "127.0.0.1" : probing.container.ip_address();
    if (address.empty()) return {};
    return Socket{address, port, address.find(':') != std::string::npos};
}

Verdict unreachable(const std::string& why, const Probing& probing) {
    Verdict verdict{Code::start_failed};
    verdict.evidence.command = probing.container.command;
    verdict.evidence.engine_error = why;
    return verdict;
}

void pause_until(util::Steady moment, const Probing& probing) {
    probing.surroundings.clock.sleep_until(moment, probing.stop);
    if (probing.stop.stop_requested()) throw util::Interrupted();
}

}
