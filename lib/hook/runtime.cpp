#include "hook/runtime.hpp"

namespace hook {

struct Runtime::Outside {
    Outside(const dokku::Environment& environment, util::Log& log)
        : transport(docker::make_socket_transport(docker::parse_endpoint(environment.docker_host))),
          engine(*transport),
          triggers(dokku::make_plugn_triggers(log)),
          world{environment, engine, *triggers, clock, log, signals.token()} {}

    Signals signals;
    util::SystemClock clock;
    std::unique_ptr<docker::Transport> transport;
    docker::Client engine;
    std::unique_ptr<dokku::Triggers> triggers;
    deploy::World world;
};

deploy::World& Runtime::world() {
    if (!outside_) outside_ = std::make_shared<Outside>(environment_, log_);
    return outside_->world;
}

}
