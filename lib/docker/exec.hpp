#pragma once

#include "docker/client.hpp"

#include <optional>
#include <vector>

namespace docker {

struct ExecSpec {
    std::vector<std::string> command{};
    util::Milliseconds timeout = std::chrono::seconds(30);  ///< from its start to its end
};

struct ExecResult {
    std::optional<int> exit_code{};  ///< nothing: it did not end within the timeout
    /// Both streams as they came, raw: the first 64 KiB. Of a command that could
    /// not be started (exit code 126, 127) the Engine's reason.
    std::string output{};
    int pid = 0;  ///< on the Engine's host, of a command that still runs; the Engine cannot end it
};

/// Runs a command in a running container, without input and terminal, and waits
/// for its end. Throws what Client::call throws: ApiError of class conflict for
/// a container that does not run, not_found for one that is gone.
ExecResult execute(Client& client, const std::string& container_id, const ExecSpec& spec,
                   const std::stop_token& stop);

}
