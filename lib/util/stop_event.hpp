#pragma once

#include "util/unique_fd.hpp"

#include <functional>
#include <stop_token>

namespace util {

/// A requested stop as a descriptor that becomes readable: for poll(2).
class StopEvent {
public:
    /// Throws Error when the system has no descriptor left.
    explicit StopEvent(const std::stop_token& stop);
    int descriptor() const { return event_.get(); }

private:
    UniqueFd event_;
    std::stop_callback<std::function<void()>> on_stop_;
};

/// A new eventfd(2), non-blocking. Throws Error.
UniqueFd make_event();

}
