#pragma once

#include "deploy/world.hpp"

#include <string>

namespace deploy {

/// Writes the addresses that an app's serving containers have now where they
/// differ from those in the state files, as after a restart of the Engine. Only
/// an address that the Engine gives for that very container, running, is
/// written. True if any differed. The proxy is not told.
bool refresh_addresses(const World& world, const std::string& app);

/// refresh_addresses() for every app of ours that nobody is changing at this
/// moment; tells the proxy of those that differed. What fails is a warning.
void heal_all(const World& world);

}
