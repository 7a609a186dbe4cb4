#include "deploy/stop.hpp"

#include "deploy/app_lock.hpp"
#include "deploy/departure.hpp"
#include "deploy/failure_record.hpp"
#include "deploy/images_of_app.hpp"
#include "deploy/retirement.hpp"
#include "deploy/stop_timeout.hpp"
#include "deploy/switchover.hpp"
#include "docker/containers.hpp"
#include "dokku/labels.hpp"
#include "dokku/settings.hpp"
#include "util/error.hpp"
#include "util/parallel.hpp"
#include "util/text.hpp"

#include <set>

namespace deploy {

namespace {

void stop_container(const World& world, const docker::ContainerSummary& listed,
                    const dokku::Settings& settings) {
    docker::Containers containers(world.engine);
    const auto found = containers.find(listed.id);
    if (!found) return;
    containers.forbid_restarts(*found);
    if (!found->state.running) return;
    const auto grace = stop_timeout(settings, *found);
    const util::Steady began = world.clock.now();
    containers.stop(found->id, grace);
    const auto took = std::chrono::duration_cast<util::Milliseconds>(world.clock.now() - began);
    if (const auto ended = containers.find(found->id))
        world.log.verbose(
            to_string(Departure{found->name, *ended, took, grace.value_or(docker::engines_grace)}));
    else world.log.verbose(found->name + " ended after " + util::describe(took));
}

/// All at once: fifty that ignore their signal take one timeout. One that cannot
/// be stopped keeps none of the others running.
void stop_all(const World& world, const std::vector<docker::ContainerSummary>& listed,
              const dokku::Settings& settings) {
    std::vector<std::string> failures(listed.size());
    util::parallel(listed.size(), listed.size(), {}, [&](std::size_t i, const std::stop_token&) {
        try {
            stop_container(world, listed[i], settings);
        } catch (const util::Error& error) {
            failures[i] = util::full_message(error);
        }
    });
    std::erase(failures, "");
    if (!failures.empty()) throw util::Error(util::join(failures, "\n"));
}

void remove_all(const World& world, const std::string& app,
                const std::vector<docker::ContainerSummary>& listed) {
    util::parallel(listed.size(), stops_at_once, {}, [&](std::size_t i, const std::stop_token&) {
        docker::Containers(world.engine).remove(listed[i].id, docker::Containers::Force::yes);
    });
    const RetirementRecords records(world.environment);
    std::set<std::string> images;
    for (const auto& container : listed) {
        records.remove(container.id);
        images.insert(container.image_id);
    }
    for (const std::string& image : images) remove_unused_image(world, app, image);
    FailureRecord(world.environment, app).remove();
}

}

void stop_app(const World& world, const std::string& app, Removal removal) {
    const AppLock lock = AppLock::take_over(world, app, "stop");
    recover(world, app);
    const auto listed = docker::Containers(world.engine).list({{dokku::label_app, app}}, world.stop);
    stop_all(world, listed, dokku::load_settings(world.environment, app));
    if (removal == Removal::yes) remove_all(world, app, listed);
}

}
