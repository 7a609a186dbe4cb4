#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

namespace util {

/// Runs job(0) ... job(count - 1) side by side, at most `at_most` at once, and
/// returns when all have ended. The first exception requests a stop of the
/// token that the others hold, keeps those not yet begun from starting, and is
/// rethrown. A stop of `stop` reaches all jobs.
void parallel(std::size_t count, std::size_t at_most, const std::stop_token& stop,
              const std::function<void(std::size_t, const std::stop_token&)>& job);

/// Runs different jobs side by side, under the rules of parallel().
void together(const std::stop_token& stop,
              const std::vector<std::function<void(const std::stop_token&)>>& jobs);

/// One job on a thread of its own, stopped and joined at the end of the scope.
/// An exception that leaves the job ends the program: the job catches its own.
class Background {
public:
    explicit Background(std::function<void(const std::stop_token&)> job)
        : thread_([job = std::move(job)](const std::stop_token& stop) { job(stop); }) {}
    void request_stop() { thread_.request_stop(); }

private:
    std::jthread thread_;
};

/// At most `count` holders at once.
class Slots {
public:
    explicit Slots(std::size_t count) : free_(count) {}

    class Hold {
    public:
        explicit Hold(Slots& slots) : slots_(&slots) {}
        Hold(Hold&& other) noexcept : slots_(std::exchange(other.slots_, nullptr)) {}
        Hold& operator=(Hold&&) = delete;
        ~Hold() {
            if (slots_ != nullptr) slots_->give_back();
        }

    private:
        Slots* slots_;
    };

    /// Waits for a free slot. Throws Interrupted when a stop is requested.
    Hold take(const std::stop_token& stop);

private:
    void give_back();

    std::mutex mutex_;
    std::condition_variable_any freed_;
    std::size_t free_;
};

}
