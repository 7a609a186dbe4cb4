#pragma once

#include "docker/client.hpp"
#include "docker/console.hpp"

#include <optional>
#include <vector>

namespace docker {

struct ExecSpec {
    std::vector<std::string> command{};
    std::string directory{};  ///< empty: the container's own
    Console console{};
};

/// One command in a running container. Calls throw what Client::call throws:
/// ApiError of class conflict for a container that does not run, not_found for
/// one that is gone.
class Exec {
public:
    /// Created, not started.
    Exec(Client& client, const std::string& container_id, const ExecSpec& spec, const std::stop_token& stop);

    /// Starts it and hands its output over, without input or terminal, until it ends.
    void stream(const std::function<bool(std::string_view)>& on_data, const std::stop_token& stop);
    /// Starts it. One that cannot be started has the Engine's reason as its output.
    Hijacked start(const std::stop_token& stop);
    void resize(const util::WindowSize& size, const std::stop_token& stop);

    struct State {
        std::optional<int> exit_code{};  ///< of one that has ended; 126 or 127: it could not be started
        int pid = 0;                     ///< on the Engine's host, of one that runs
        bool never_began = false;        ///< it ended without a process
    };
    State state(const std::stop_token& stop = {});

private:
    Client::Call call(const std::string& method, const std::string& rest, const std::stop_token& stop) const;
    std::string start_body(const std::stop_token& stop);

    Client& client_;
    std::string wanted_;
    Console console_;
    std::string id_;
};

struct ExecResult {
    std::optional<int> exit_code{};  ///< nothing: it did not end within the timeout
    /// Both streams as they came, raw: the first 64 KiB. Of a command that could
    /// not be started (exit code 126, 127) the Engine's reason.
    std::string output{};
    int pid = 0;  ///< on the Engine's host, of a command that still runs; the Engine cannot end it
};

/// Runs a command without input and terminal and waits for its end, for `timeout` at most.
ExecResult execute(Client& client, const std::string& container_id, const ExecSpec& spec,
                   util::Milliseconds timeout, const std::stop_token& stop);

}
