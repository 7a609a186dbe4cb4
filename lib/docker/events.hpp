#pragma once

#include "docker/client.hpp"
#include "docker/types.hpp"
#include "util/timestamp.hpp"

namespace docker {

/// One event of a container.
struct Event {
    std::string action;  ///< start, die, oom, kill, destroy, ...
    std::string container_id;
    int exit_code = 0;  ///< of die
    std::optional<util::Timestamp> at{};
    Labels attributes{};  ///< labels, name, image, exitCode, signal
};

class Events {
public:
    explicit Events(Client& client) : client_(client) {}

    /// Follows the events of containers with these labels and returns when a stop
    /// is requested or `on_event` returns false. `on_subscribed` is called once,
    /// when the Engine has accepted the subscription: no later event is missed.
    /// Throws ConnectionError when the Engine ends the stream.
    void follow(const Labels& labels, const std::function<void()>& on_subscribed,
                const std::function<bool(const Event&)>& on_event, const std::stop_token& stop);

private:
    Client& client_;
};

}
