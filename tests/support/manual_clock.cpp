#include "support/manual_clock.hpp"

#include <algorithm>

namespace support {

namespace {

constexpr util::Seconds begun_at{1'800'000'000};

}

util::Steady ManualClock::now() const {
    const std::lock_guard guard(mutex_);
    return now_;
}

util::Milliseconds ManualClock::wall() const {
    return begun_at + std::chrono::duration_cast<util::Milliseconds>(now() - begun_);
}

util::Milliseconds ManualClock::elapsed() const {
    return std::chrono::duration_cast<util::Milliseconds>(now() - begun_);
}

void ManualClock::plan(util::Milliseconds after, std::function<void()> action) {
    const std::lock_guard guard(mutex_);
    planned_.emplace(begun_ + after, std::move(action));
}

void ManualClock::sleep_until(util::Steady moment, const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        const auto action = take_due(moment);
        if (!action) break;
        action();
    }
    const std::lock_guard guard(mutex_);
    if (!stop.stop_requested()) now_ = std::max(now_, moment);
}

std::function<void()> ManualClock::take_due(util::Steady moment) {
    const std::lock_guard guard(mutex_);
    if (planned_.empty() || planned_.begin()->first > moment) return {};
    now_ = std::max(now_, planned_.begin()->first);
    return std::move(planned_.extract(planned_.begin()).mapped());
}

}
