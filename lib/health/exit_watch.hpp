#pragma once

#include "docker/client.hpp"
#include "docker/events.hpp"
#include "docker/types.hpp"
#include "util/parallel.hpp"

#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <optional>

namespace health {

/// How a container ended.
struct Exit {
    int code = 0;  ///< -1: not known, it is gone
    bool oom = false;
    std::optional<util::Timestamp> at{};  ///< as the Engine stamped it
};

/// Follows the Engine's events for the containers with given labels and tells
/// who has ended, without asking. The constructor returns when the subscription
/// stands (throws docker::ConnectionError or ApiError when it cannot be had), so
/// a container started after it cannot end unseen. A broken subscription is made
/// anew, and what was missed meanwhile is made up for by inspection of the
/// containers watched.
class ExitWatch {
public:
    ExitWatch(docker::Client& client, docker::Labels labels);
    ~ExitWatch();

    /// Requested when the container has ended, or had already. One token for each id.
    std::stop_token ended(const std::string& container_id);
    std::optional<Exit> exit_of(const std::string& container_id) const;
    /// For those that learn of an end in another way (an inspection).
    void note_exit(const std::string& container_id, const Exit& exit);

private:
    struct Watched {
        std::stop_source source;
        std::optional<Exit> exit;
        bool oom = false;
    };
    void follow(const std::stop_token& stop);
    void follow_once(const std::stop_token& stop);
    void on_subscribed();
    void take(const docker::Event& event);
    void catch_up();

    docker::Client& client_;
    docker::Labels labels_;
    mutable std::mutex mutex_;
    std::map<std::string, Watched> watched_;
    std::promise<void> subscribed_;
    bool is_subscribed_ = false;  ///< of the follower alone
    std::unique_ptr<util::Background> follower_;
};

}
