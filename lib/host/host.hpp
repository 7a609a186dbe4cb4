#pragma once

#include "dokku/environment.hpp"
#include "dokku/properties.hpp"
#include "host/plugins.hpp"
#include "host/roots.hpp"

namespace host {

/// What every command and every core trigger works with.
struct Host {
    Roots roots;
    dokku::Environment environment;
    util::Log& log;
    std::stop_token stop;
    Plugins plugins;

    /// The property files of a plugin of this host's core: "ps", "network".
    dokku::Properties properties(const std::string& plugin) const { return {environment, plugin}; }
};

/// Exports the environment and opens the host at `roots`.
Host open_host(const Roots& roots, util::Log& log, const std::stop_token& stop);

/// Exit statuses that have a meaning of their own.
inline constexpr int status_usage = 2;
inline constexpr int status_unknown_command = 10;
inline constexpr int status_busy = 137;

/// What the program does, by the name it was called by (words[0]): `plugn` runs
/// a trigger, the name of a core trigger answers it, anything else is the
/// command line of hookrun. Returns the exit status; throws util::Error and its
/// kin, util::Interrupted.
int run(const Words& words, util::Log& log, const std::stop_token& stop);

}
