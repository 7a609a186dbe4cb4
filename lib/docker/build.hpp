#pragma once

#include "docker/client.hpp"
#include "docker/types.hpp"

namespace docker {

struct BuildOptions {
    std::string tag;  ///< repository:tag
    Labels labels{};
    std::string dockerfile = "Dockerfile";
    std::map<std::string, std::string> arguments{};
};

/// Builds an image from a tar archive of its context; hands the Engine's
/// progress lines over. Returns the image's id. A failing step throws ApiError
/// with the Engine's message.
std::string build_image(Client& client, const std::string& context_tar, const BuildOptions& options,
                        const std::function<void(std::string_view line)>& on_line,
                        const std::stop_token& stop);

}
