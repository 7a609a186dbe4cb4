#include "deploy/rollout.hpp"

#include "deploy/app_logs.hpp"
#include "deploy/bring_up.hpp"
#include "deploy/failure_actions.hpp"
#include "deploy/rejection.hpp"
#include "deploy/stop_first.hpp"
#include "docker/containers.hpp"
#include "health/checker.hpp"
#include "util/contains.hpp"
#include "util/text.hpp"

#include <algorithm>
#include <mutex>
#include <random>
#include <set>

namespace deploy {

namespace {

std::string new_rollout_id(const World& world) {
    return std::to_string(world.clock.epoch().count()) + "-" + std::to_string(std::random_device{}());
}

docker::Labels deploy_labels(const std::string& app) {
    return {{dokku::label_app, app}, {dokku::label_container_type, "deploy"}};
}

class Rollout {
public:
    Rollout(const World& world, const Survey& survey, const Plan& plan, AppLock& lock, Budget& budget)
        : world_(world),
          plan_(plan),
          settings_(survey.app.settings),
          lock_(lock),
          budget_(budget),
          journal_file_(world.environment, plan.app),
          exits_(world.engine, deploy_labels(plan.app)),
          starts_(static_cast<std::size_t>(settings_.parallel_schedule_count.value)),
          nursery_{.world = world_,
                   .plan = plan_,
                   .exits = exits_,
                   .starts = starts_,
                   .created = [this](const dokku::Replica& replica,
                                     const std::string& id) { note_created(replica, id); },
                   .placed = [this](const dokku::Replica& replica,
                                    const dokku::Placement& where) { note_placed(replica, where); }} {
        journal_ = {.rollout = new_rollout_id(world),
                    .image_tag = plan.image_tag,
                    .incumbents = plan.retire,
                    .surplus = plan.surplus,
                    .state_files = survey.state_files};
        for (const NewContainer& container : plan.create)
            journal_.newcomers.push_back(
                {container.replica, container.spec.name, "", container.restart_policy, {}});
    }

    Committed run() {
        journal_file_.write(journal_);
        try {
            start_and_check();
        } catch (...) {
            undo();
            act_on_failed_checks();
            throw;
        }
        show_output();
        lock_.enter("switching to the new release");
        way_back_.last_look = [this] { take_last_look(); };
        way_back_.look_after_refusal = [this] { reject_if_any(find_ended()); };
        Committed committed = commit(world_, plan_.app, journal_, way_back_);
        budget_.switched = world_.clock.now();
        act_on_failed_checks();
        return committed;
    }

private:
    void start_and_check() {
        lock_.enter("starting and checking the new containers");
        bring_up_those([](const NewContainer& container) { return !container.stop_first_because; });
        if (!plan_.stop_first.empty()) stop_those_in_the_way();
        bring_up_those(
            [](const NewContainer& container) { return container.stop_first_because.has_value(); });
        reject_if_any(find_ended());
        budget_.accepted = world_.clock.now();
        budget_.started =
            std::max(budget_.asked, util::Steady(util::Steady::duration(nursery_.last_start.load())));
        if (world_.stop.stop_requested()) throw util::Interrupted();
    }

    template <typename Chosen>
    void bring_up_those(Chosen chosen) {
        std::vector<const NewContainer*> containers;
        for (const NewContainer& container : plan_.create)
            if (chosen(container)) containers.push_back(&container);
        if (containers.empty()) return;
        const std::vector<Outcome> outcomes = bring_up_all(nursery_, containers);
        for (const Outcome& outcome : outcomes) keep_failed_checks(outcome);
        reject_if_any(outcomes);
        accepted_.insert(accepted_.end(), outcomes.begin(), outcomes.end());
    }

    void keep_failed_checks(const Outcome& outcome) {
        const auto notices = notices_of({.app = plan_.app,
                                         .process_type = outcome.replica.process_type,
                                         .container = dokku::to_string(outcome.replica),
                                         .container_id = outcome.container_id},
                                        outcome.verdict);
        failed_checks_.insert(failed_checks_.end(), notices.begin(), notices.end());
    }

    /// Last of all, so that neither the switch nor the way back waits for it.
    void act_on_failed_checks() noexcept {
        try {
            carry_out(world_, failed_checks_,
                      settings_.allow_failure_command.value ? FailureCommands::allowed
                                                            : FailureCommands::forbidden);
        } catch (const util::Interrupted&) {
            world_.log.warn("Interrupted before all onFailure actions were carried out");
        } catch (const std::exception& error) {
            world_.log.warn("onFailure: " + util::full_message(error));
        }
    }

    void stop_those_in_the_way() {
        lock_.enter("replacing containers that cannot run side by side");
        std::vector<Incumbent*> chosen;
        for (Incumbent& old : journal_.incumbents)
            if (util::contains(plan_.stop_first, old.id)) chosen.push_back(&old);
        way_back_.documents = note_before_stop(world_, chosen);
        journal_file_.write(journal_);
        std::vector<Incumbent> in_the_way;
        for (const Incumbent* old : chosen)
            if (old->stopped_first) in_the_way.push_back(*old);
        stop_before_successors(world_, in_the_way);
    }

    void reject_if_any(std::vector<Outcome> outcomes) {
        std::erase_if(outcomes, [](const Outcome& outcome) { return outcome.verdict.healthy(); });
        if (outcomes.empty()) return;
        report_rejection(world_, plan_, outcomes, static_cast<std::size_t>(settings_.log_lines.value));
        way_back_.keep = outcomes[0].container_id;
        throw DeployRejected("Deploying " + plan_.app + " failed: " + dokku::to_string(outcomes[0].replica) +
                             " " + std::string(health::to_string(outcomes[0].verdict.code)) +
                             (plan_.retire.empty() ? "" : "\nThe previous release serves on"));
    }

    /// Accepted containers that have ended since. One question for all of them,
    /// and of those that are gone the Engine has told.
    std::vector<Outcome> find_ended() {
        std::set<std::string> down;
        for (const auto& container :
             docker::Containers(world_.engine).list(deploy_labels(plan_.app), {"exited", "dead"}, {}))
            down.insert(container.id);
        std::vector<Outcome> ended;
        for (const auto& [replica, name, id, policy, placement] : journal_.newcomers)
            if (down.contains(id) || exits_.exit_of(id)) ended.push_back(ended_outcome(replica, id));
        return ended;
    }

    /// As find_ended(), with what is known without asking the Engine.
    void take_last_look() {
        std::vector<Outcome> ended;
        for (const Outcome& outcome : accepted_)
            if (health::has_ended(outcome.process, outcome.container_id, exits_, world_.clock, {}))
                ended.push_back(ended_outcome(outcome.replica, outcome.container_id));
        reject_if_any(std::move(ended));
    }

    Outcome ended_outcome(const dokku::Replica& replica, const std::string& id) {
        const health::Subject subject{.label = dokku::to_string(replica), .container_id = id};
        return {replica, id, health::exit_verdict(subject, world_.engine)};
    }

    void undo() noexcept {
        try {
            lock_.enter("removing the new containers");
            roll_back(world_, plan_.app, journal_, way_back_);
        } catch (const std::exception& error) {
            world_.log.warn("The next command of " + plan_.app +
                            " finishes the clean-up: " + util::full_message(error));
        }
    }

    void show_output() const {
        const int lines = settings_.log_lines.value;
        if (lines == 0) return;
        std::vector<std::optional<std::string>> outputs(journal_.newcomers.size());
        util::parallel(outputs.size(), calls_at_once, {}, [&](std::size_t i, const std::stop_token&) {
            outputs[i] =
                last_output(world_, journal_.newcomers[i].id, lines, plan_.create[i].spec.has_terminal);
        });
        for (std::size_t i = 0; i < outputs.size(); ++i) {
            const Newcomer& newcomer = journal_.newcomers[i];
            if (outputs[i])
                show_last_output(world_.log, plan_.app, {dokku::to_string(newcomer.replica), newcomer.id},
                                 *outputs[i]);
        }
    }

    Newcomer& newcomer(const dokku::Replica& replica) {
        return *std::find_if(journal_.newcomers.begin(), journal_.newcomers.end(),
                             [&](const Newcomer& known) { return known.replica == replica; });
    }

    void note_created(const dokku::Replica& replica, const std::string& id) {
        const std::lock_guard guard(mutex_);
        newcomer(replica).id = id;
        newcomer(replica).placement.container_id = id;
    }

    void note_placed(const dokku::Replica& replica, const dokku::Placement& placement) {
        const std::lock_guard guard(mutex_);
        newcomer(replica).placement = placement;
    }

    const World& world_;
    const Plan& plan_;
    const dokku::Settings& settings_;
    AppLock& lock_;
    Budget& budget_;
    JournalFile journal_file_;
    Journal journal_;
    WayBack way_back_;
    std::vector<FailureNotice> failed_checks_;
    std::vector<Outcome> accepted_;
    std::mutex mutex_;
    health::ExitWatch exits_;
    util::Slots starts_;
    Nursery nursery_;
};

}

Committed roll_out(const World& world, const Survey& survey, const Plan& plan, AppLock& lock,
                   Budget& budget) {
    return Rollout(world, survey, plan, lock, budget).run();
}

}
