#include "deploy/deploy.hpp"

#include "deploy/failure_record.hpp"
#include "deploy/history.hpp"
#include "deploy/plan.hpp"
#include "deploy/preflight.hpp"
#include "deploy/retirement.hpp"
#include "deploy/rollout.hpp"
#include "deploy/upkeep.hpp"
#include "dokku/revision.hpp"
#include "util/error.hpp"
#include "util/wrap.hpp"

#include <random>

namespace deploy {

namespace {

unsigned random_suffix() {
    static std::random_device device;
    return device() % 32768U;
}

void announce(const World& world, const Survey& survey, const Plan& plan) {
    for (const std::string& type : plan.skipped_types)
        world.log.warn("Skipping " + type + " as it is missing from the current Procfile");
    for (const std::string& warning : plan.warnings) world.log.warn(warning);
    for (const dokku::ProcessType& type : survey.app.types)
        if (survey.request.process_type.empty() || survey.request.process_type == type.name)
            world.log.header("Deploying " + type.name + " (count=" + std::to_string(type.scale) + ")");
    for (const std::string& notice : plan.notices) world.log.verbose(util::wrapped(notice));
}

void announce_retirement(const World& world, const Survey& survey, const Plan& plan) {
    const auto serves = [&](const docker::ContainerSummary& old) {
        return old.is_running() &&
               std::any_of(plan.retire.begin(), plan.retire.end(),
                           [&](const Incumbent& incumbent) { return incumbent.id == old.id; });
    };
    if (std::none_of(survey.running.begin(), survey.running.end(), serves)) return;
    const auto wait = survey.app.settings.wait_to_retire.value.count();
    world.log.header("Shutting down old containers in " + std::to_string(wait) + " seconds");
}

/// Everything that happens under the lock. What went wrong behind the switch.
std::string deploy_locked(const World& world, const Request& request, AppLock& lock, std::string& image_tag) {
    Budget budget{.began = world.clock.now()};
    std::optional<Inventory> known = put_right(world, request.app);
    forget_failure(world, request.app);
    lock.enter("asking Dokku what to run");
    const Survey survey = take_survey(world, request, std::move(known));
    world.log.redact(util::Redactor(survey.app.config));
    const Plan plan = make_plan(survey, {world.clock.epoch(), random_suffix});
    preflight(world, plan);
    budget.asked = world.clock.now();
    announce(world, survey, plan);
    const Committed committed = roll_out(world, survey, plan, lock, budget);
    announce_retirement(world, survey, plan);
    world.log.verbose(to_string(budget));
    image_tag = plan.image_tag;
    return committed.trouble;
}

/// The files of the pushed revision count from its successful deploy on.
std::string deploy_revision(const World& world, const Request& request, AppLock& lock,
                            std::string& image_tag) {
    const dokku::Revision revision(world.environment, request.app);
    try {
        std::string trouble = deploy_locked(world, request, lock, image_tag);
        revision.promote();
        return trouble;
    } catch (const std::exception& error) {
        note(world, request.app, util::full_message(error));
        revision.drop();
        throw;
    }
}

}

void run_deploy(const World& world, const Request& request) {
    std::string image_tag, trouble;
    {
        AppLock lock = AppLock::take(world, request.app, "deploy");
        trouble = deploy_revision(world, request, lock, image_tag);
    }
    const auto result = world.triggers.show("post-deploy", {request.app, "", "", image_tag});
    carry_out_retirements(world, request.app);
    if (world.stop.stop_requested())
        world.log.verbose("The stop came during the switch, which was completed: the new release serves");
    if (result.status != 0)
        throw util::Error("the new release serves, but post-deploy failed with exit code " +
                          std::to_string(result.status));
    if (!trouble.empty()) throw util::Error(trouble);
}

}
