#pragma once

#include "deploy/world.hpp"

namespace deploy {

/// Finishes or undoes every interrupted deploy of the host whose app nobody is
/// changing at this moment. What fails is a warning and stays for the next time.
void recover_all(const World& world);

}
