#pragma once

#include "deploy/world.hpp"

#include <string>

namespace deploy {

/// Removes an image that a retired container ran, unless anything still uses
/// it: a container in any state, a tag that is not one of this app's builds, or
/// the app's present release. Never by force; what cannot be removed stays, in silence.
void remove_unused_image(const World& world, const std::string& app, const std::string& image_id);

}
