#include "hook/runtime.hpp"

#include "docker/traced_transport.hpp"
#include "dokku/traced_triggers.hpp"

namespace hook {

namespace {

std::unique_ptr<docker::Transport> make_transport(const dokku::Environment& environment, util::Log& log) {
    auto transport = docker::make_socket_transport(docker::parse_endpoint(environment.docker_host));
    if (!environment.trace) return transport;
    return docker::make_traced_transport(std::move(transport),
                                         [&log](const std::string& call) { log.trace("Engine: " + call); });
}

std::unique_ptr<dokku::Triggers> make_triggers(const dokku::Environment& environment, util::Log& log) {
    auto triggers = dokku::make_plugn_triggers(log);
    if (!environment.trace) return triggers;
    return dokku::make_traced_triggers(
        std::move(triggers), [&log](const std::string& trigger) { log.trace("trigger: " + trigger); });
}

}

struct Runtime::Outside {
    Outside(const dokku::Environment& environment, util::Log& log)
        : transport(make_transport(environment, log)),
          engine(*transport),
          triggers(make_triggers(environment, log)),
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
