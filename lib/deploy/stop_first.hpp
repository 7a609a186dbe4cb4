#pragma once

#include "deploy/journal.hpp"
#include "deploy/world.hpp"

#include <map>
#include <string>
#include <vector>

namespace deploy {

/// For containers that cannot run beside their successors: stops them, all at
/// once. Returns their inspections by id, for bring_back().
std::map<std::string, std::string> stop_before_successors(const World& world,
                                                          const std::vector<Incumbent>& incumbents);

/// Starts those of the incumbents again that were stopped first, with their
/// restart policy, and writes the addresses they have now. One that was removed
/// meanwhile is created again from its inspection.
void bring_back(const World& world, const std::string& app, const std::vector<Incumbent>& incumbents,
                const std::map<std::string, std::string>& documents);

}
