#pragma once

#include <chrono>
#include <stop_token>
#include <string>

namespace util {

using Steady = std::chrono::steady_clock::time_point;
using Milliseconds = std::chrono::milliseconds;
using Seconds = std::chrono::seconds;

/// Time as the program sees it; tests turn it by hand.
class Clock {
public:
    virtual ~Clock() = default;
    virtual Steady now() const = 0;
    /// Wall-clock time since the epoch, for names and records.
    virtual Milliseconds wall() const = 0;
    Seconds epoch() const { return std::chrono::floor<Seconds>(wall()); }
    /// Returns at `moment`, or at once when a stop is requested.
    virtual void sleep_until(Steady moment, const std::stop_token& stop) = 0;

    void sleep_for(Milliseconds time, const std::stop_token& stop) { sleep_until(now() + time, stop); }
};

/// The real one. Stateless.
class SystemClock : public Clock {
public:
    Steady now() const override;
    Milliseconds wall() const override;
    void sleep_until(Steady moment, const std::stop_token& stop) override;
};

/// "0.4": seconds with one decimal, for people.
std::string in_seconds(std::chrono::nanoseconds time);

/// "90 ms", "4.2 s", "3 min 5 s".
std::string describe(std::chrono::nanoseconds time);

}
