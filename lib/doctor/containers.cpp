#include "doctor/examinations.hpp"

#include "deploy/failure_record.hpp"
#include "deploy/journal.hpp"
#include "deploy/retirement.hpp"
#include "deploy/upkeep.hpp"
#include "docker/containers.hpp"
#include "dokku/app_state.hpp"
#include "dokku/properties.hpp"
#include "util/error.hpp"

#include <algorithm>
#include <set>

namespace doctor {

namespace {

constexpr std::size_t short_id = 12;

bool has_address(const docker::Container& container, const std::string& address) {
    return address.empty() || container.network_mode == "host" || container.owns_address(address);
}

void examine_placement(const Patient& patient, const std::string& app, const dokku::Replica& replica,
                       const dokku::Placement& placement, Findings& findings) {
    const deploy::World& world = patient.world;
    const std::string who = app + " " + dokku::to_string(replica);
    const auto container = docker::Containers(world.engine).find(placement.container_id, world.stop);
    if (!container)
        findings.push_back({"addresses", Level::bad,
                            who + " serves from container " + placement.container_id.substr(0, short_id) +
                                ", which does not exist",
                            world.environment.cli + " ps:restart " + app});
    else if (!container->state.running)
        findings.push_back(
            {"addresses", Level::bad, who + " does not run", world.environment.cli + " ps:restart " + app});
    else if (!has_address(*container, placement.ip_address))
        findings.push_back({"addresses", Level::bad,
                            who + " is not at " + placement.ip_address + ", where the proxy looks for it",
                            world.environment.cli + " ps:retire",
                            [&world] { deploy::put_all_right(world); }});
}

std::set<std::string> retiring(const dokku::Environment& environment) {
    std::set<std::string> names;
    for (const deploy::Retirement& retirement : deploy::RetirementRecords(environment).all())
        names.insert(retirement.container_id);
    return names;
}

/// Ids, or names, that some record of the app names.
std::set<std::string> owned(const dokku::Environment& environment, const std::string& app) {
    std::set<std::string> names;
    for (const auto& [replica, placement] : dokku::AppState(environment, app).read())
        names.insert(placement.container_id);
    if (const auto failure = deploy::FailureRecord(environment, app).read())
        names.insert(failure->container_id);
    if (const auto journal = deploy::JournalFile(environment, app).read()) {
        for (const auto& newcomer : journal->newcomers) names.insert({newcomer.id, newcomer.upcoming_name});
        for (const auto& incumbent : journal->incumbents) names.insert(incumbent.id);
    }
    return names;
}

/// Those that docker-local replaced wait in lists of its own, after an app has come from there.
bool is_retired_by_docker_local(const dokku::Environment& environment, const std::string& id) {
    const util::Path lists = environment.lib_root / "data" / "scheduler-docker-local";
    const auto names = [&](const util::Path& file) {
        std::error_code error;
        return std::filesystem::is_regular_file(file, error) &&
               util::read_file(file).value_or("").find(id) != std::string::npos;
    };
    for (const std::string& entry : util::list_directory(lists)) {
        if (names(lists / entry)) return true;
        std::error_code error;
        if (!std::filesystem::is_directory(lists / entry, error)) continue;
        for (const std::string& file : util::list_directory(lists / entry))
            if (names(lists / entry / file)) return true;
    }
    return false;
}

Finding stray(const deploy::World& world, const docker::ContainerSummary& container,
              const std::string& what_of) {
    Finding finding{"containers", Level::bad,
                    container.name + " (" + container.state + ") belongs to no " + what_of,
                    "docker container rm --force " + container.id.substr(0, short_id)};
    if (container.state != "running")
        finding.repair = [&world, id = container.id] {
            docker::Containers(world.engine).remove(id, docker::Containers::Force::no);
        };
    return finding;
}

std::optional<std::string> app_of(const docker::ContainerSummary& container) {
    const auto app = container.labels.find(dokku::label_app);
    if (app == container.labels.end()) return {};
    return app->second;
}

/// By the names of their apps.
std::vector<docker::ContainerSummary> list_deployed(const deploy::World& world) {
    auto listed =
        docker::Containers(world.engine).list({{dokku::label_container_type, "deploy"}}, world.stop);
    std::stable_sort(listed.begin(), listed.end(),
                     [](const auto& a, const auto& b) { return app_of(a) < app_of(b); });
    return listed;
}

/// What a container that no record names should belong to: a release of an app of
/// ours, or an app at all, which one that was destroyed while nobody answered for
/// its scheduler is no more. Nothing for one that is another scheduler's. `apps` are
/// all there are, sorted.
std::optional<std::string> missing_owner(const dokku::Environment& environment,
                                         const std::vector<std::string>& apps,
                                         const docker::ContainerSummary& container) {
    const auto app = app_of(container);
    if (!app) return {};
    if (!std::binary_search(apps.begin(), apps.end(), *app)) return "app that is there, but to " + *app;
    if (dokku::is_ours(environment, *app)) return "release of " + *app;
    return {};
}

}

void examine_addresses(const Patient& patient, Findings& findings) {
    const std::size_t before = findings.size();
    std::size_t count = 0;
    for (const std::string& app : dokku::apps_of_ours(patient.world.environment))
        for (const auto& [replica, placement] : dokku::AppState(patient.world.environment, app).read()) {
            ++count;
            examine_placement(patient, app, replica, placement, findings);
        }
    if (findings.size() == before)
        findings.push_back(
            {"addresses", Level::good, std::to_string(count) + " containers are where they should be"});
}

void examine_orphans(const Patient& patient, Findings& findings) {
    const deploy::World& world = patient.world;
    const std::size_t before = findings.size();
    const std::vector<std::string> apps = util::list_directory(world.environment.apps_root);
    std::set<std::string> known = retiring(world.environment);
    for (const std::string& app : apps)
        if (dokku::is_ours(world.environment, app)) known.merge(owned(world.environment, app));
    for (const auto& container : list_deployed(world)) {
        if (known.contains(container.id) || known.contains(container.name)) continue;
        if (is_retired_by_docker_local(world.environment, container.id)) continue;
        if (const auto owner = missing_owner(world.environment, apps, container))
            findings.push_back(stray(world, container, *owner));
    }
    if (findings.size() == before)
        findings.push_back({"containers", Level::good, "each belongs to a release"});
}

}
