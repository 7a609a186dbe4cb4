#include "util/parallel.hpp"

#include "util/error.hpp"

#include <algorithm>
#include <atomic>
#include <exception>

namespace util {

namespace {

/// What the workers of one parallel() share.
struct Batch {
    std::atomic<std::size_t> next = 0;
    std::stop_source stop;
    std::mutex mutex;
    std::exception_ptr first_failure;

    void fail(std::exception_ptr failure) {
        {
            const std::lock_guard guard(mutex);
            if (!first_failure) first_failure = std::move(failure);
        }
        stop.request_stop();
    }
};

}

void parallel(std::size_t count, std::size_t at_most, const std::stop_token& stop,
              const std::function<void(std::size_t, const std::stop_token&)>& job) {
    Batch batch;
    const std::stop_callback forward(stop, [&batch] { batch.stop.request_stop(); });
    const auto work = [&batch, &job, count] {
        while (!batch.stop.stop_requested()) {
            const std::size_t mine = batch.next++;
            if (mine >= count) return;
            try {
                job(mine, batch.stop.get_token());
            } catch (...) {
                batch.fail(std::current_exception());
            }
        }
    };
    {
        std::vector<std::thread> workers;
        const std::size_t wanted = std::min(count, std::max<std::size_t>(at_most, 1));
        for (std::size_t i = 1; i < wanted; ++i) workers.emplace_back(work);
        work();
        for (std::thread& worker : workers) worker.join();
    }
    if (batch.first_failure) std::rethrow_exception(batch.first_failure);
    if (stop.stop_requested() && batch.next < count) throw Interrupted();
}

void together(const std::stop_token& stop,
              const std::vector<std::function<void(const std::stop_token&)>>& jobs) {
    parallel(jobs.size(), jobs.size(), stop,
             [&jobs](std::size_t i, const std::stop_token& inner) { jobs[i](inner); });
}

Slots::Hold Slots::take(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    if (!freed_.wait(lock, stop, [this] { return free_ > 0; })) throw Interrupted();
    --free_;
    return Hold(*this);
}

void Slots::give_back() {
    {
        const std::lock_guard guard(mutex_);
        ++free_;
    }
    freed_.notify_one();
}

}
