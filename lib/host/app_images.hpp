#pragma once

#include "docker/client.hpp"

#include <string>

namespace host {

/// "dokku/APP", and with the tag that is deployed.
std::string repository_of(const std::string& app);
std::string image_of(const std::string& app);

/// Which of an app's images without a container go.
enum class Unused { untagged, all };

/// Removes them; they are known by their label. Throws what docker::Client does.
void remove_unused_images(docker::Client& client, const std::string& app, Unused which);

}
