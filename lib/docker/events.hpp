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

/// Which events of which containers. The Engine sends no others: each one carries
/// all labels of its container.
struct Selection {
    Labels labels;
    std::vector<std::string> actions;
};

class Events {
public:
    explicit Events(Client& client) : client_(client) {}

    /// Follows the chosen events and returns when a stop is requested or `on_event`
    /// returns false. `on_subscribed` is called once,
    /// when the Engine has accepted the subscription: no later event is missed.
    /// Throws ConnectionError when the Engine ends the stream.
    void follow(const Selection& chosen, const std::function<void()>& on_subscribed,
                const std::function<bool(const Event&)>& on_event, const std::stop_token& stop);

private:
    Client& client_;
};

}
