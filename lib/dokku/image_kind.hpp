#pragma once

#include "docker/types.hpp"
#include "dokku/app.hpp"

namespace dokku {

/// buildpacks: label io.buildpacks.stack.id; herokuish: the environment says
/// USER=herokuishuser, or what the app's variable DOKKU_APP_USER says.
ImageFacts image_facts(const Environment& environment, const std::string& app, const docker::Image& image);

/// Whether a container gets an init process: as was set, else unless its image
/// brings one of its own.
bool needs_init(const Settings& settings, const ImageFacts& facts);

}
