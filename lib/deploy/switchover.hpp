#pragma once

#include "deploy/journal.hpp"
#include "deploy/world.hpp"

#include <functional>
#include <map>
#include <string>

namespace deploy {

/// How to go back.
struct WayBack {
    std::string keep{};  ///< id of a new container that stays, stopped, as evidence
    /// Inspections of containers that were stopped first, by id: one that was
    /// removed meanwhile is created again from it.
    std::map<std::string, std::string> documents{};
    /// Asked when all is ready for the state files to be written; what it throws goes back.
    std::function<void()> last_look{};
    /// Asked when the Engine refuses a step. Its event of an end may still be on its way then.
    std::function<void()> look_after_refusal{};
};

/// The switch from the incumbents to the newcomers: policies, names, state files,
/// the other plugins, retirement records, in that order, each step in the
/// journal before it is taken. Not interruptible. When it cannot be completed it
/// goes back and throws util::Error; the incumbents serve then. `trouble` of the
/// result: the release serves, but a plugin behind ours failed.
struct Committed {
    std::string trouble{};
};
Committed commit(const World& world, const std::string& app, Journal& journal, const WayBack& way_back);

/// Undoes what the journal says: old names, state files, stopped containers, the
/// proxy; then the newcomers are removed. Throws util::Error with the command to
/// run when the proxy cannot be told; both sets stay up then, the journal too.
void roll_back(const World& world, const std::string& app, const Journal& journal, const WayBack& way_back);

/// Finishes or undoes what an interrupted command left. The lock is held by the caller.
void recover(const World& world, const std::string& app);

}
