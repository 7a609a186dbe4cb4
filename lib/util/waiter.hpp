#pragma once

#include "util/clock.hpp"
#include "util/stop_event.hpp"

#include <optional>

namespace util {

/// Waits for descriptors on real time; a stop wakes it at once.
class Waiter {
public:
    explicit Waiter(const std::stop_token& stop);

    /// Waits for poll(2) events. False when `until` has passed. Throws
    /// Interrupted when stopped.
    bool wait(int descriptor, short events, Steady until);

private:
    std::stop_token stop_;
    std::optional<StopEvent> stopped_;  ///< where a stop is possible at all
};

}
