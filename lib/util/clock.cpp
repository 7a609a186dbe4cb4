#include "util/clock.hpp"

#include <array>
#include <condition_variable>
#include <cstdio>
#include <mutex>

namespace util {

Steady SystemClock::now() const { return std::chrono::steady_clock::now(); }

Milliseconds SystemClock::wall() const {
    return std::chrono::duration_cast<Milliseconds>(std::chrono::system_clock::now().time_since_epoch());
}

void SystemClock::sleep_until(Steady moment, const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    wake.wait_until(lock, stop, moment, [] { return false; });
}

std::string in_seconds(std::chrono::nanoseconds time) {
    std::array<char, 32> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%.1f", std::chrono::duration<double>(time).count());
    return buffer.data();
}

std::string describe(std::chrono::nanoseconds time) {
    using namespace std::chrono;
    if (time < 1s) return std::to_string(duration_cast<milliseconds>(time).count()) + " ms";
    if (time < 1min) {
        std::string text = in_seconds(time);
        if (text.ends_with(".0")) text.resize(text.size() - 2);
        return text + " s";
    }
    const auto whole = duration_cast<seconds>(time);
    const auto rest = (whole % 1min).count();
    const std::string minutes_text = std::to_string(duration_cast<minutes>(whole).count()) + " min";
    return rest == 0 ? minutes_text : minutes_text + " " + std::to_string(rest) + " s";
}

}
