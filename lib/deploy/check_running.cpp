#include "deploy/check_running.hpp"

#include "deploy/checks.hpp"
#include "deploy/failure_actions.hpp"
#include "diagnosis/diagnosis.hpp"
#include "docker/containers.hpp"
#include "dokku/app_documents.hpp"
#include "dokku/app_files.hpp"
#include "dokku/app_state.hpp"
#include "dokku/exported_config.hpp"
#include "dokku/labels.hpp"
#include "health/checker.hpp"
#include "util/error.hpp"
#include "util/text.hpp"

#include <algorithm>

namespace deploy {

namespace {

/// As much of the app as its checks need.
dokku::App app_to_check(const World& world, const std::string& name) {
    dokku::App app{.name = name};
    read_app_files(world.environment, app);
    app.healthchecks =
        read_healthchecks(find_app_documents(world.environment, world.triggers, name, world.stop));
    app.config = dokku::parse_exported_config(
        world.triggers.answer("config-export", {name, "false", "true", "json"}, world.stop));
    app.domains = util::lines(world.triggers.answer("domains-list", {name}, world.stop));
    app.ports =
        dokku::parse_port_mappings(util::lines(world.triggers.answer("ports-get", {name}, world.stop)));
    return app;
}

/// The port that the caller was told at the deploy, with the scheme of its route.
std::optional<dokku::ChosenPort> port_of(const dokku::App& app, const CheckRequest& request) {
    const auto number = util::parse_number(request.port, 1, 65535);
    if (!number) return {};
    dokku::ChosenPort port{.port = static_cast<int>(*number)};
    const auto route =
        std::find_if(app.ports.begin(), app.ports.end(), [&](const dokku::PortMapping& mapping) {
            return mapping.container_port == port.port && mapping.scheme != "udp";
        });
    if (route != app.ports.end()) port.scheme = route->scheme;
    return port;
}

/// With what the caller left to the state files.
CheckRequest completed(const World& world, CheckRequest request) {
    for (const auto& [replica, placement] : dokku::AppState(world.environment, request.app).read()) {
        if (request.container_id.empty() && replica.process_type == request.process_type)
            request.container_id = placement.container_id;
        if (request.container_id == placement.container_id && request.port.empty() && placement.port)
            request.port = std::to_string(*placement.port);
    }
    if (request.container_id.empty())
        throw util::Error("No container of " + request.app + " serves as " + request.process_type);
    return request;
}

/// The checks of one running container.
class RunningCheck {
public:
    RunningCheck(const World& world, const CheckRequest& request)
        : world_(world),
          request_(completed(world, request)),
          container_(find(world, request_)),
          app_(app_to_check(world, request_.app)),
          chosen_(choose_checks(app_, request_.process_type, port_of(app_, request_))) {
        const auto dyno = container_.labels.find(dokku::label_dyno);
        label_ = dyno == container_.labels.end() ? container_.name : dyno->second;
    }

    int run() {
        world_.log.redact(util::Redactor(app_.config));
        world_.log.verbose("Checking the release that serves (" + label_ + ")");
        if (chosen_.skipped) world_.log.title("Zero downtime checks have been skipped (" + label_ + ")");
        for (const std::string& warning : app_.healthchecks.warnings) world_.log.warn(warning);
        int failures = 0;
        for (const health::Verdict& verdict : check()) {
            note(verdict);
            if (!verdict.healthy()) tell(verdict, ++failures);
        }
        if (failures == 0 && !chosen_.skipped) world_.log.verbose("All checks successful (" + label_ + ")");
        carry_out(world_, failed_checks_,
                  app_.settings.allow_failure_command.value ? FailureCommands::allowed
                                                            : FailureCommands::forbidden);
        return failures;
    }

private:
    static docker::Container find(const World& world, const CheckRequest& request) {
        auto container = docker::Containers(world.engine).find(request.container_id, world.stop);
        if (!container) throw util::Error("there is no container " + request.container_id);
        return std::move(*container);
    }

    std::vector<health::Verdict> check() const {
        return check_again(world_, {container_, label_, request_.ip_address}, chosen_.checks);
    }

    void note(const health::Verdict& verdict) {
        const auto notices = notices_of({.app = request_.app,
                                         .process_type = request_.process_type,
                                         .container = label_,
                                         .container_id = container_.id},
                                        verdict);
        failed_checks_.insert(failed_checks_.end(), notices.begin(), notices.end());
        for (const std::string& warning : verdict.warnings) world_.log.exclaim(warning + " (" + label_ + ")");
    }

    /// The first failure whole, the others in a line each.
    void tell(const health::Verdict& verdict, int number) const {
        const diagnosis::Case failure{.app = request_.app,
                                      .process_type = request_.process_type,
                                      .container = label_,
                                      .cli = world_.environment.cli,
                                      .serves = true,
                                      .verdict = verdict};
        const diagnosis::Diagnosis diagnosis = diagnosis::explain(failure);
        if (number > 1) return world_.log.exclaim(diagnosis.headline);
        for (const std::string& line : to_lines(failure, diagnosis))
            world_.log.verbose(line.empty() ? " " : line);
    }

    const World& world_;
    CheckRequest request_;
    docker::Container container_;
    dokku::App app_;
    ChosenChecks chosen_;
    std::string label_;
    std::vector<FailureNotice> failed_checks_;
};

}

std::vector<health::Verdict> check_again(const World& world, const RunningContainer& running,
                                         const std::vector<health::Check>& checks) {
    const docker::Container& container = running.container;
    const health::Subject subject{
        .label = running.label,
        .container_id = container.id,
        .ip_address = running.ip_address.empty() ? container.ip_address() : running.ip_address,
        .exposed_ports = container.exposed_ports,
        .host_network = container.network_mode == "host"};
    health::ExitWatch exits(world.engine, {});
    const auto notice = [&world](const std::string& line) { world.log.verbose(line); };
    const health::Surroundings surroundings{world.engine, world.clock, exits, notice};
    if (checks.empty()) return {health::check_container(subject, {}, surroundings, world.stop)};
    return health::check_each(subject, checks, surroundings, world.stop);
}

int check_running(const World& world, const CheckRequest& request) {
    return RunningCheck(world, request).run();
}

}
