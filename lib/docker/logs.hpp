#pragma once

#include "docker/client.hpp"

#include <optional>

namespace docker {

struct LogOptions {
    bool follow = false;
    int tail = -1;            ///< last lines; negative: all
    bool timestamps = false;  ///< each line begins with its RFC 3339 time and a blank
};

/// The end of a container's output.
struct Tail {
    std::size_t limit;                   ///< bytes
    int lines = -1;                      ///< negative: all
    std::optional<bool> has_terminal{};  ///< the container; nothing: the Engine is asked
};

/// A container's output, stdout and stderr interleaved, the Engine's frames removed.
class Logs {
public:
    explicit Logs(Client& client) : client_(client) {}

    std::string tail(const std::string& id, const Tail& tail, const std::stop_token& stop = {});
    /// Hands whole lines over as they come, without their line ends; also a last
    /// one that had none. Returns at the end of the output: with `follow` at the
    /// container's. Throws util::Interrupted when stopped.
    void follow(const std::string& id, const LogOptions& options,
                const std::function<void(std::string_view line)>& on_line, const std::stop_token& stop);

private:
    Client& client_;
};

}
