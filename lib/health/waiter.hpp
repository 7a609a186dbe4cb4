#pragma once

#include "util/clock.hpp"
#include "util/stop_event.hpp"

namespace health {

/// Waits for descriptors on real time; a stop wakes it at once.
class Waiter {
public:
    explicit Waiter(const std::stop_token& stop);

    /// Waits for poll(2) events. False when `until` has passed. Throws
    /// util::Interrupted when stopped.
    bool wait(int descriptor, short events, util::Steady until);

private:
    std::stop_token stop_;
    util::StopEvent stopped_;
};

}
