#pragma once

#include "deploy/inventory.hpp"

#include <string>

namespace deploy {

/// Writes the addresses that an app's serving containers have now where they
/// differ from those in the state files, as after a restart of the Engine. Only
/// an address that the Engine gives for that very container, running, is
/// written. The proxy is not told.
void refresh_addresses(const World& world, const std::string& app);

/// Puts right what a restart of the Engine did to an app's present release: the
/// containers that it left down are started, addresses refreshed, the proxy
/// told. A container is left down by it that ended before the Engine began and
/// has a restart policy (a stopped app has none). The caller holds the app's lock.
/// One that does not start is a warning; the Engine gone throws. The result: what
/// there is of the app then.
Inventory heal(const World& world, const std::string& app);

}
