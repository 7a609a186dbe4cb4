#pragma once

#include "health/probe.hpp"
#include "health/sockets.hpp"

namespace health {

/// What can be seen from outside of a container that does not answer yet: its
/// sockets, whether it uses CPU, whether it writes output. A look takes some
/// milliseconds, so it is not to be had at every attempt.
class Observer {
public:
    explicit Observer(const Probing& probing);

    void look();
    /// Of the last look; listeners that are not the container's left out.
    const SocketReading& sockets() const { return sockets_; }
    /// Whether it used CPU between the looks of the last 10 s or wrote output in
    /// the last 10 s. Asks the Engine.
    bool is_busy() const;
    /// Processes that the memory limit had killed at the last look.
    int oom_kills() const { return oom_kills_; }

private:
    struct Sample {
        util::Steady at;
        std::chrono::nanoseconds cpu;
    };
    bool uses_cpu() const;
    bool writes_output() const;

    Probing probing_;
    Process process_;
    SocketReading sockets_;
    std::vector<Sample> samples_;
    int oom_kills_ = 0;
};

}
