#pragma once

#include "deploy/inventory.hpp"

#include <optional>
#include <string>
#include <vector>

namespace deploy {

/// What every command on an app begins with, the lock held: finishes or undoes
/// what an interrupted command left, and heals what a restart of the Engine did.
/// The result: what there is of the app then; nothing if it was not looked at.
std::optional<Inventory> put_right(const World& world, const std::string& app);

/// The same for every app of the host. What fails is a warning and stays for the
/// next time. The result: those that a command is working on, which were left alone.
std::vector<std::string> put_all_right(const World& world);
/// The same for these alone.
std::vector<std::string> put_all_right(const World& world, const std::vector<std::string>& apps);

/// Whether any app of ours is deployed, or any deploy of ours was interrupted.
bool has_apps_to_look_after(const dokku::Environment& environment);

}
