#pragma once

#include "util/clock.hpp"

#include <functional>
#include <map>
#include <mutex>

namespace support {

/// A clock on which a sleep takes no time: it moves the clock on to its end.
/// What a test planned for moments on the way happens then, in order.
class ManualClock : public util::Clock {
public:
    util::Steady now() const override;
    util::Milliseconds wall() const override;
    void sleep_until(util::Steady moment, const std::stop_token& stop) override;

    /// `action` happens when this time has passed since the clock was made.
    void plan(util::Milliseconds after, std::function<void()> action);
    util::Milliseconds elapsed() const;

private:
    std::function<void()> take_due(util::Steady moment);

    mutable std::mutex mutex_;
    util::Steady begun_{};
    util::Steady now_{};
    std::multimap<util::Steady, std::function<void()>> planned_;
};

}
