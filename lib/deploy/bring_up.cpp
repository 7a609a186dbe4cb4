#include "deploy/bring_up.hpp"

#include "deploy/addresses.hpp"
#include "deploy/app_logs.hpp"
#include "docker/containers.hpp"
#include "docker/networks.hpp"
#include "health/checker.hpp"
#include "util/error.hpp"
#include "util/text.hpp"

#include <mutex>

namespace deploy {

namespace {

/// Marks check-deploy triggers that we start ourselves: our own hook answers at once.
constexpr const char* own_check_variable = "DOCKER_API_CHECKS_DONE";

health::Verdict start_failure(const std::string& engine_message) {
    return {.code = health::Code::start_failed, .evidence = {.engine_error = engine_message}};
}

/// One new container on its way into service.
class Arrival {
public:
    Arrival(Nursery& nursery, const NewContainer& container, const std::stop_token& stop)
        : nursery_(nursery),
          world_(nursery.world),
          container_(container),
          stop_(stop),
          label_(dokku::to_string(container.replica)) {}

    Outcome run() {
        if (auto failure = start()) return outcome(std::move(*failure));
        health::Verdict verdict = check();
        if (verdict.healthy()) verdict = ask_others(std::move(verdict));
        for (const std::string& warning : verdict.warnings) world_.log.exclaim(warning + " (" + label_ + ")");
        if (verdict.healthy()) report_success(verdict);
        return outcome(std::move(verdict));
    }

private:
    Outcome outcome(health::Verdict verdict) const {
        return {container_.replica, id_, std::move(verdict),
                subject_.process.value_or(health::MainProcess())};
    }

    /// The verdict when it does not start.
    std::optional<health::Verdict> start() {
        const auto slot = nursery_.starts.take(stop_);
        docker::Containers containers(world_.engine);
        try {
            id_ = containers.create(container_.spec, stop_);
        } catch (const docker::ApiError& error) {
            return start_failure(error.message());
        }
        nursery_.created(container_.replica, id_);
        attach_networks();
        if (container_.spec.network_mode == "host") subject_.listeners_before = health::host_listeners();
        try {
            containers.start(id_, stop_);
        } catch (const docker::ApiError& error) {
            return start_failure(error.message());
        }
        nursery_.last_start =
            std::max(nursery_.last_start.load(), world_.clock.now().time_since_epoch().count());
        return {};
    }

    void attach_networks() {
        docker::Networks networks(world_.engine);
        for (const auto& [network, endpoint] : container_.spec.further_networks)
            networks.connect(network, id_, endpoint, stop_);
        world_.triggers.answer("post-container-create",
                               {"app", id_, nursery_.plan.app, "deploy", container_.replica.process_type},
                               stop_);
    }

    health::Verdict check() {
        subject_.label = label_;
        subject_.container_id = id_;
        subject_.exposed_ports = nursery_.plan.exposed_ports;
        subject_.host_network = container_.spec.network_mode == "host";
        subject_.inspected = docker::Containers(world_.engine).find(id_, stop_);
        if (subject_.inspected) subject_.process.emplace(*subject_.inspected, "/proc");
        if (subject_.inspected)
            subject_.ip_address =
                find_address(world_, nursery_.plan, container_.replica, *subject_.inspected, stop_);
        placement_ = {id_, subject_.ip_address, container_.port};
        nursery_.placed(container_.replica, placement_);
        announce();
        const auto notice = [this](const std::string& line) {
            world_.log.verbose(line + " (" + label_ + ")");
        };
        return health::check_container(subject_, container_.checks.checks,
                                       {world_.engine, world_.clock, nursery_.exits, notice}, stop_);
    }

    void announce() const {
        if (container_.checks.skipped)
            world_.log.title("Zero downtime checks have been skipped (" + label_ + ")");
        else world_.log.verbose("Attempting pre-flight checks (" + label_ + ")");
    }

    /// Other plugins may refuse a container that our checks accept.
    health::Verdict ask_others(health::Verdict verdict) const {
        const std::string port = container_.port ? std::to_string(*container_.port) : "";
        const dokku::TriggerResult result =
            world_.triggers.show("check-deploy",
                                 {nursery_.plan.app, id_, container_.replica.process_type, port,
                                  subject_.ip_address, std::to_string(container_.replica.index)},
                                 {{own_check_variable, "1"}});
        if (result.status == 0) return verdict;
        verdict.code = health::Code::vetoed;
        verdict.evidence.output = util::shortened(result.error, 4096);
        return verdict;
    }

    void report_success(const health::Verdict& verdict) const {
        if (verdict.code == health::Code::healthy && !container_.checks.skipped)
            world_.log.verbose("All checks successful (" + label_ + ")");
    }

    Nursery& nursery_;
    const World& world_;
    const NewContainer& container_;
    const std::stop_token& stop_;
    std::string label_;
    std::string id_;
    health::Subject subject_;
    dokku::Placement placement_;
};

}

Outcome bring_up(Nursery& nursery, const NewContainer& container, const std::stop_token& stop) {
    return Arrival(nursery, container, stop).run();
}

std::vector<Outcome> bring_up_all(Nursery& nursery, const std::vector<const NewContainer*>& containers) {
    std::mutex mutex;
    std::vector<Outcome> good, bad;
    std::stop_source others;
    const std::stop_callback forward(nursery.world.stop, [&others] { others.request_stop(); });
    const auto job = [&](std::size_t i, const std::stop_token& stop) {
        Outcome outcome = bring_up(nursery, *containers[i], stop);
        const std::lock_guard guard(mutex);
        const bool healthy = outcome.verdict.healthy();
        (healthy ? good : bad).push_back(std::move(outcome));
        if (!healthy) others.request_stop();
    };
    try {
        util::parallel(containers.size(), containers.size(), others.get_token(), job);
    } catch (const util::Interrupted&) {
        if (nursery.world.stop.stop_requested() || bad.empty()) throw;
    }
    return bad.empty() ? good : bad;
}

}
