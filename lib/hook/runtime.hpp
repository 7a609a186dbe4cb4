#pragma once

#include "deploy/world.hpp"
#include "docker/engine.hpp"
#include "hook/signals.hpp"

#include <memory>

namespace hook {

/// The real outside world of one hook, made when it is first asked for: a hook
/// that has nothing to do never connects to the Engine.
class Runtime {
public:
    explicit Runtime(util::Log& log) : log_(log), environment_(dokku::read_environment()) {}

    const dokku::Environment& environment() const { return environment_; }
    util::Log& log() { return log_; }
    deploy::World& world();

private:
    struct Outside;

    util::Log& log_;
    dokku::Environment environment_;
    std::shared_ptr<Outside> outside_;
};

}
