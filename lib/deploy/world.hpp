#pragma once

#include "docker/client.hpp"
#include "dokku/environment.hpp"
#include "dokku/triggers.hpp"
#include "util/clock.hpp"
#include "util/log.hpp"

#include <stop_token>

namespace deploy {

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
