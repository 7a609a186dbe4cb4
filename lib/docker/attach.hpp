#pragma once

#include "docker/client.hpp"
#include "docker/frame_decoder.hpp"

#include <vector>

namespace docker {

using OnOutput = FrameDecoder::OnPayload;

/// Runs a container that was created without a terminal and without input:
/// starts it once its output cannot be missed, hands that over as it comes, and
/// returns the exit code, also of a container that the Engine removes at its
/// end. Throws what Client::call throws; an interruption leaves it running.
int run_attached(Client& client, const std::string& container_id, const OnOutput& on_output,
                 const std::stop_token& stop);

struct AttachedCommand {
    std::vector<std::string> words;
    std::string directory{};  ///< empty: the container's own
};

/// Runs a command in a running container, without input and terminal, as
/// run_attached() does. What cannot be started ends with 126 and the Engine's
/// reason as its output.
int execute_attached(Client& client, const std::string& container_id, const AttachedCommand& command,
                     const OnOutput& on_output, const std::stop_token& stop);

}
