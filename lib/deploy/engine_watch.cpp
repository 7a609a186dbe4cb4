#include "deploy/engine_watch.hpp"

#include "docker/events.hpp"
#include "dokku/labels.hpp"
#include "health/linked_stop.hpp"

namespace deploy {

namespace {

constexpr util::Milliseconds pause_between_tries{500};

}

EngineWatch::EngineWatch(docker::Client& engine)
    : engine_(engine),
      follower_(std::make_unique<util::Background>([this](const std::stop_token& stop) { follow(stop); })) {}

void EngineWatch::sleep(util::Clock& clock, util::Milliseconds longest, const std::stop_token& stop) {
    std::stop_token woken;
    {
        const std::lock_guard guard(mutex_);
        if (happened_ && is_there_) return;
        sleeper_ = std::stop_source();
        woken = sleeper_.get_token();
    }
    clock.sleep_for(longest, health::LinkedStop(stop, woken).token());
}

void EngineWatch::note() {
    std::stop_source sleeper(std::nostopstate);
    {
        const std::lock_guard guard(mutex_);
        happened_ = true;
        sleeper = sleeper_;
    }
    sleeper.request_stop();
}

void EngineWatch::follow(const std::stop_token& stop) {
    util::SystemClock clock;
    while (!stop.stop_requested()) {
        try {
            docker::Events(engine_).follow(
                {.labels = {{dokku::label_container_type, "deploy"}}, .actions = {"start"}},
                [this] {
                    is_there_ = true;
                    note();
                },
                [this](const docker::Event&) {
                    note();
                    return true;
                },
                stop);
        } catch (const std::exception&) {
            is_there_ = false;
        }
        clock.sleep_for(pause_between_tries, stop);
    }
}

}
