#include "health/exit_watch.hpp"

#include "docker/containers.hpp"
#include "docker/events.hpp"
#include "util/clock.hpp"
#include "util/error.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace health {

namespace {

constexpr util::Milliseconds first_pause = std::chrono::milliseconds(100);
constexpr util::Milliseconds longest_pause_between_streams = std::chrono::seconds(2);
/// Of a container that is gone.
constexpr int unknown_code = -1;

}

ExitWatch::ExitWatch(docker::Client& client, docker::Labels labels)
    : client_(client), labels_(std::move(labels)) {
    std::future<void> subscribed = subscribed_.get_future();
    follower_ = std::make_unique<util::Background>([this](const std::stop_token& stop) { follow(stop); });
    subscribed.get();
}

ExitWatch::~ExitWatch() = default;

std::stop_token ExitWatch::ended(const std::string& container_id) {
    const std::lock_guard guard(mutex_);
    return watched_[container_id].source.get_token();
}

std::optional<Exit> ExitWatch::exit_of(const std::string& container_id) const {
    const std::lock_guard guard(mutex_);
    const auto found = watched_.find(container_id);
    return found == watched_.end() ? std::nullopt : found->second.exit;
}

void ExitWatch::note_exit(const std::string& container_id, const Exit& exit) {
    std::stop_source source(std::nostopstate);
    {
        const std::lock_guard guard(mutex_);
        Watched& watched = watched_[container_id];
        if (watched.exit) return;
        watched.exit = Exit{exit.code, exit.oom || watched.oom, exit.at};
        source = watched.source;
    }
    source.request_stop();
}

void ExitWatch::take(const docker::Event& event) {
    if (event.action == "die") note_exit(event.container_id, {.code = event.exit_code, .at = event.at});
    if (event.action != "oom") return;
    const std::lock_guard guard(mutex_);
    watched_[event.container_id].oom = true;
}

void ExitWatch::on_subscribed() {
    if (!std::exchange(is_subscribed_, true)) subscribed_.set_value();
    else catch_up();
}

void ExitWatch::catch_up() {
    std::vector<std::string> running;
    {
        const std::lock_guard guard(mutex_);
        for (const auto& [id, watched] : watched_)
            if (!watched.exit) running.push_back(id);
    }
    for (const std::string& id : running) {
        const auto container = docker::Containers(client_).find(id);
        if (!container) note_exit(id, {unknown_code});
        else if (!container->state.running)
            note_exit(id, {container->state.exit_code, container->state.oom_killed});
    }
}

void ExitWatch::follow_once(const std::stop_token& stop) {
    docker::Events(client_).follow(
        {.labels = labels_, .actions = {"die", "oom"}}, [this] { on_subscribed(); },
        [this](const docker::Event& event) {
            take(event);
            return true;
        },
        stop);
    if (!is_subscribed_) throw docker::ConnectionError("the Engine closed the stream of its events at once");
}

void ExitWatch::follow(const std::stop_token& stop) {
    util::SystemClock clock;
    util::Milliseconds pause = first_pause;
    while (!stop.stop_requested()) {
        try {
            follow_once(stop);
            pause = first_pause;
        } catch (const std::exception&) {
            if (!is_subscribed_) return subscribed_.set_exception(std::current_exception());
            pause = std::min(2 * pause, longest_pause_between_streams);
        }
        clock.sleep_for(pause, stop);
    }
}

}
