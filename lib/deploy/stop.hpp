#pragma once

#include "deploy/world.hpp"

#include <string>

namespace deploy {

/// `scheduler-stop`: stops every container of the app at once, with the app's
/// stop timeout, restart policy off first; a deploy that runs is interrupted.
/// With Removal::yes the containers, their retirement records and the failure
/// kept for inspection go too. The state files stay. Never deployed is no error.
enum class Removal { no, yes };
void stop_app(const World& world, const std::string& app, Removal removal);

}
