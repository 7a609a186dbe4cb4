#pragma once

#include "docker/client.hpp"
#include "docker/types.hpp"
#include "util/parallel.hpp"

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <optional>

namespace health {

/// How a container ended.
struct Exit {
    int code = 0;
    bool oom = false;
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
    };
    void follow(const std::stop_token& stop);

    docker::Client& client_;
    docker::Labels labels_;
    mutable std::mutex mutex_;
    std::map<std::string, Watched> watched_;
    std::unique_ptr<util::Background> follower_;
};

}
