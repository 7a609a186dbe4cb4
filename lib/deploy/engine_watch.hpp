#pragma once

#include "docker/client.hpp"
#include "util/clock.hpp"
#include "util/parallel.hpp"

#include <atomic>
#include <memory>
#include <mutex>
#include <stop_token>

namespace deploy {

/// Notices what may have changed the state or the address of a container behind
/// our back: the Engine has come back, or has started one of Dokku's containers.
class EngineWatch {
public:
    explicit EngineWatch(docker::Client& engine);

    /// Sleeps for this time; less if something happens or a stop is requested.
    void sleep(util::Clock& clock, util::Milliseconds longest, const std::stop_token& stop);
    /// Whether anything has happened since the last call. True at first.
    bool has_happened() { return happened_.exchange(false); }
    /// Whether the Engine can be reached.
    bool is_there() const { return is_there_; }

private:
    void follow(const std::stop_token& stop);
    void note();

    docker::Client& engine_;
    std::atomic<bool> happened_ = true;
    std::atomic<bool> is_there_ = true;
    std::mutex mutex_;
    std::stop_source sleeper_;
    std::unique_ptr<util::Background> follower_;
};

}
