#pragma once

#include "docker/types.hpp"
#include "health/checker.hpp"

namespace health {

/// What a check of one container works with.
struct Probing {
    const Subject& subject;
    const docker::Container& container;  ///< as inspected when the checks began
    const Surroundings& surroundings;
    std::stop_token stop;
};

/// Carries out one check, its attempts and waits included. A container that is
/// found to have ended gives exit_verdict(). Throws util::Interrupted when
/// stopped, docker errors when the Engine fails.
Verdict probe(const ReleaseCheck& check, const Probing& probing);
Verdict probe(const UptimeCheck& check, const Probing& probing);
Verdict probe(const PathCheck& check, const Probing& probing);
Verdict probe(const ListeningCheck& check, const Probing& probing);
Verdict probe(const CommandCheck& check, const Probing& probing);

/// Where the proxy would connect. Nothing if the container has no address.
std::optional<Socket> endpoint_of(const Probing& probing, int port);

/// START_FAILED where nothing can be asked: no address, or with host networking
/// a port that another program had before the container was started.
std::optional<Verdict> obstacle(const std::optional<Socket>& endpoint, const Probing& probing);

/// What one try gets of the time that is left, however little that is.
constexpr util::Milliseconds shortest_patience{1};

/// Waits on the clock. Throws util::Interrupted when stopped.
void pause_until(util::Steady moment, const Probing& probing);

/// Waits until so much time has passed since the container's start. Throws
/// util::Interrupted when stopped.
void pause_until_it_has_run(util::Milliseconds time, const Probing& probing);

}
