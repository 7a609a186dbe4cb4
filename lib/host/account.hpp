#pragma once

#include "host/roots.hpp"

#include <string>

namespace host {

/// The account that setup creates and gives the root directory to, unless
/// HOOKRUN_USER names another.
inline constexpr const char* default_account = "hookrun";
inline constexpr const char* engine_group = "docker";

/// Everything on this host belongs to one account: whoever owns the root
/// directory. Started as root, the program becomes that account with all its
/// groups; started as anybody else but the owner, it throws util::Error. So a
/// root directory of one's own needs no rights and drops none.
void become_owner(const Roots& roots);

/// Creates the system account if there is none and puts it into the group
/// docker. False where that group does not exist. Needs root. Throws util::Error.
bool create_account(const std::string& name, const util::Path& home);

/// Gives a directory with all it holds to an account. Throws util::Error.
void give_to(const std::string& account, const util::Path& directory);
/// The directory itself and nothing in it.
void give_alone(const std::string& account, const util::Path& directory);

}
