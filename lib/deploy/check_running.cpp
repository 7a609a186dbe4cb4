#include "deploy/check_running.hpp"

#include "diagnosis/diagnosis.hpp"
#include "docker/containers.hpp"
#include "dokku/config.hpp"
#include "dokku/labels.hpp"
#include "dokku/settings.hpp"
#include "health/checker.hpp"
#include "util/error.hpp"
#include "util/text.hpp"

namespace deploy {

namespace {

std::vector<health::Check> checks_for(const dokku::Settings& settings, const CheckRequest& request) {
    const auto port = util::parse_number(request.port, 1, 65535);
    if (!port || settings.release_check.value == dokku::ReleaseCheckMode::uptime)
        return {{"uptime", health::UptimeCheck{settings.default_wait.value}}};
    return {{"release", health::ReleaseCheck{.port = static_cast<int>(*port),
                                             .strict = settings.strict.value,
                                             .deadline = settings.release_deadline.value}}};
}

health::Verdict check(const World& world, const CheckRequest& request, const docker::Container& container,
                      const std::string& label) {
    const dokku::Settings settings = dokku::load_settings(
        world.environment, request.app, dokku::read_config(world.environment, request.app),
        dokku::read_config(world.environment, dokku::global));
    const std::string address = request.ip_address.empty() ? container.ip_address() : request.ip_address;
    const health::Subject subject{.label = label,
                                  .container_id = container.id,
                                  .ip_address = address,
                                  .host_network = container.network_mode == "host"};
    health::ExitWatch exits(world.engine, {{dokku::label_app, request.app}});
    const auto notice = [&world](const std::string& line) { world.log.verbose(line); };
    return health::check_container(subject, checks_for(settings, request),
                                   {world.engine, world.clock, exits, notice}, world.stop);
}

}

int check_running(const World& world, const CheckRequest& request) {
    const auto container = docker::Containers(world.engine).find(request.container_id, world.stop);
    if (!container) throw util::Error("there is no container " + request.container_id);
    const auto dyno = container->labels.find(dokku::label_dyno);
    const std::string label = dyno == container->labels.end() ? container->name : dyno->second;
    const health::Verdict verdict = check(world, request, *container, label);
    if (verdict.healthy()) {
        world.log.verbose("All checks successful (" + label + ")");
        return 0;
    }
    const diagnosis::Case failure{.app = request.app,
                                  .process_type = request.process_type,
                                  .container = label,
                                  .cli = world.environment.cli,
                                  .verdict = verdict};
    const auto lines = to_lines(failure, diagnosis::explain(failure));
    for (const std::string& line : lines) world.log.verbose(line.empty() ? " " : line);
    return 1;
}

}
