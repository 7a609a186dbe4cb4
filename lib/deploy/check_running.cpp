#include "deploy/check_running.hpp"

#include "deploy/declared_checks.hpp"
#include "deploy/proxy_headers.hpp"
#include "diagnosis/diagnosis.hpp"
#include "docker/containers.hpp"
#include "dokku/app_documents.hpp"
#include "dokku/app_files.hpp"
#include "dokku/labels.hpp"
#include "health/checker.hpp"
#include "util/error.hpp"
#include "util/text.hpp"

namespace deploy {

namespace {

/// As much of the app as its checks need.
dokku::App app_to_check(const World& world, const std::string& name) {
    dokku::App app{.name = name};
    read_app_files(world.environment, app);
    app.healthchecks =
        read_healthchecks(find_app_documents(world.environment, world.triggers, name, world.stop));
    app.domains = util::lines(world.triggers.answer("domains-list", {name}, world.stop));
    return app;
}

std::optional<int> port_of(const CheckRequest& request) {
    const auto port = util::parse_number(request.port, 1, 65535);
    if (!port) return {};
    return static_cast<int>(*port);
}

std::vector<health::Check> checks_for(const dokku::App& app, const CheckRequest& request) {
    const std::optional<int> port = port_of(request);
    auto declared = declared_checks(app, request.process_type, port);
    if (!declared.empty()) return declared;
    const dokku::Settings& settings = app.settings;
    if (!port || settings.release_check.value == dokku::ReleaseCheckMode::uptime)
        return {{"uptime", health::UptimeCheck{settings.default_wait.value}}};
    return {{"release", health::ReleaseCheck{.port = *port,
                                             .strict = settings.strict.value,
                                             .deadline = settings.release_deadline.value,
                                             .headers = proxy_headers(app)}}};
}

health::Verdict check(const World& world, const CheckRequest& request, const docker::Container& container,
                      const std::string& label) {
    const std::string address = request.ip_address.empty() ? container.ip_address() : request.ip_address;
    const health::Subject subject{.label = label,
                                  .container_id = container.id,
                                  .ip_address = address,
                                  .host_network = container.network_mode == "host"};
    health::ExitWatch exits(world.engine, {{dokku::label_app, request.app}});
    const auto notice = [&world](const std::string& line) { world.log.verbose(line); };
    return health::check_container(subject, checks_for(app_to_check(world, request.app), request),
                                   {world.engine, world.clock, exits, notice}, world.stop);
}

}

int check_running(const World& world, const CheckRequest& request) {
    const auto container = docker::Containers(world.engine).find(request.container_id, world.stop);
    if (!container) throw util::Error("there is no container " + request.container_id);
    const auto dyno = container->labels.find(dokku::label_dyno);
    const std::string label = dyno == container->labels.end() ? container->name : dyno->second;
    const health::Verdict verdict = check(world, request, *container, label);
    for (const std::string& warning : verdict.warnings) world.log.exclaim(warning + " (" + label + ")");
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
