#pragma once

#include "deploy/journal.hpp"
#include "deploy/world.hpp"

#include <map>
#include <string>
#include <vector>

namespace deploy {

/// Of containers that cannot run beside their successors, before they are stopped:
/// notes what bring_back() has to know, and returns their inspections by id. One
/// that is gone is not `stopped_first`.
std::map<std::string, std::string> note_before_stop(const World& world,
                                                    const std::vector<Incumbent*>& incumbents);

/// Stops such containers, all at once.
void stop_before_successors(const World& world, const std::vector<Incumbent>& incumbents);

/// Starts those of the incumbents again that were stopped first, with their
/// restart policy, and writes the addresses they have now. One that was removed
/// meanwhile is created again from its inspection, which `documents` holds by id.
void bring_back(const World& world, const std::string& app, const std::vector<Incumbent>& incumbents,
                const std::map<std::string, std::string>& documents);

}
