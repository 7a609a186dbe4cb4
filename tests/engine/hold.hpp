#pragma once

#include "engine/standalone_host.hpp"

#include <functional>

namespace e2e {

/// Where a command is held up: a plugin's trigger there waits until it is let
/// go. The plugin's name decides which hooks of the trigger run before. One at a time.
class Hold {
public:
    Hold(const std::string& plugin, const std::string& trigger);
    Hold(const Hold&) = delete;
    Hold& operator=(const Hold&) = delete;
    ~Hold();

    struct Held {
        util::Ended ended;  ///< what the command returned
        bool came_so_far;
    };

    /// Runs `command`; when it has come to the hold, `act`; then lets it go, whatever
    /// became of that.
    Held try_act_during(const std::function<util::Ended()>& command, const std::function<void()>& act) const;

    /// The same; not getting so far is a failed requirement.
    util::Ended act_during(const std::function<util::Ended()>& command,
                           const std::function<void()>& act) const;

private:
    TestPlugin plugin_;
};

}
