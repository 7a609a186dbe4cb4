#pragma once

#include "docker/client.hpp"
#include "dokku/environment.hpp"
#include "dokku/triggers.hpp"
#include "util/clock.hpp"
#include "util/log.hpp"

#include <cstddef>
#include <stop_token>

namespace deploy {

/// How many calls of the Engine a command makes side by side; of those that tell
/// containers to end more, since they mostly wait.
constexpr std::size_t calls_at_once = 16;
constexpr std::size_t stops_at_once = 64;

/// Everything outside the program, behind one door each; what a hook hands to
/// the commands of this folder.
struct World {
    dokku::Environment environment;
    docker::Client& engine;
    dokku::Triggers& triggers;
    util::Clock& clock;
    util::Log& log;
    std::stop_token stop{};  ///< Ctrl-C, SIGTERM, SIGHUP
};

}
