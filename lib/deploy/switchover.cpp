#include "deploy/switchover.hpp"

#include "deploy/addresses.hpp"
#include "deploy/rejection.hpp"
#include "deploy/retirement.hpp"
#include "deploy/stop_first.hpp"
#include "docker/containers.hpp"
#include "util/error.hpp"
#include "util/file.hpp"
#include "util/parallel.hpp"
#include "util/text.hpp"

#include <algorithm>
#include <set>

namespace deploy {

namespace {

constexpr util::Seconds longest_creation{10};

/// Engine calls for many containers, side by side, never interrupted.
template <typename Things, typename Act>
void for_each(Things& things, Act act) {
    util::parallel(things.size(), calls_at_once, {},
                   [&](std::size_t i, const std::stop_token&) { act(things[i]); });
}

/// The steps of one rollout's switch, each safe to take again.
class Steps {
public:
    Steps(const World& world, const std::string& app, const Journal& journal)
        : world_(world),
          app_(app),
          journal_(journal),
          file_(world.environment, app),
          state_(world.environment, app),
          containers_(world.engine) {}

    /// A name is free once its bearer has given it up; nothing else has an order.
    void put_newcomers_in_place() {
        world_.log.header("Renaming containers");
        util::together({}, {[this](const std::stop_token&) { give_policies(); },
                            [this](const std::stop_token&) { free_names(); }});
        for_each(journal_.newcomers, [&](const Newcomer& newcomer) {
            rename(newcomer.id, dokku::container_name(app_, newcomer.replica));
        });
    }

    void exchange_names_back() {
        for_each(journal_.newcomers,
                 [&](const Newcomer& newcomer) { rename(newcomer.id, newcomer.upcoming_name); });
        for_each(journal_.incumbents, [&](const Incumbent& old) { rename(old.id, old.name); });
    }

    void write_state_files() {
        for (const Newcomer& newcomer : journal_.newcomers)
            state_.write(newcomer.replica, newcomer.placement);
        for (const dokku::Replica& replica : journal_.surplus) state_.remove(replica);
    }

    void restore_state_files() { state_.restore(journal_.state_files); }

    /// What went wrong behind our own hook; throws TriggerError for what did before it.
    std::string tell_plugins() {
        if (file_.plugins_told(journal_)) return {};
        world_.log.header("Running post-deploy");
        const auto result = world_.triggers.show("core-post-deploy", {app_, "", "", journal_.image_tag});
        if (result.status == 0) return {};
        if (file_.plugins_told(journal_))
            return "the new release serves, but a plugin failed in core-post-deploy (exit code " +
                   std::to_string(result.status) + ")";
        throw dokku::TriggerError("core-post-deploy", result.status, result.error);
    }

    void rebuild_proxy() {
        const auto result = world_.triggers.show("proxy-build-config", {app_});
        if (result.status != 0)
            throw util::Error(
                "the proxy could not be told that the previous release serves again; both releases stay up "
                "until '" +
                world_.environment.cli + " proxy:build-config " + app_ + "' succeeds");
    }

    /// A container that a state file names is never removed. One after another: the
    /// Engine takes networks down so in any case, and that of Debian 12 has been seen
    /// to block for good when several were removed at once right after their start.
    void remove_newcomers(const std::string& keep) {
        std::set<std::string> serving;
        for (const auto& [replica, placement] : state_.read()) serving.insert(placement.container_id);
        for (const Newcomer& newcomer : journal_.newcomers) {
            const auto found = find(newcomer);
            if (!found) look_again_later(newcomer);
            else if (!serving.contains(found->id)) remove_newcomer(*found, keep);
        }
    }

    bool all_newcomers_exist() {
        return std::all_of(journal_.newcomers.begin(), journal_.newcomers.end(),
                           [&](const Newcomer& newcomer) { return find(newcomer).has_value(); });
    }

    bool stopped_any_first() const {
        return std::any_of(journal_.incumbents.begin(), journal_.incumbents.end(),
                           [](const Incumbent& old) { return old.stopped_first; });
    }

private:
    void give_policies() {
        for_each(journal_.newcomers, [&](const Newcomer& newcomer) {
            containers_.set_restart_policy(newcomer.id, newcomer.restart_policy);
        });
    }

    void free_names() {
        for_each(journal_.incumbents, [&](const Incumbent& old) { rename(old.id, old.retired_name); });
    }

    /// Before the commit the journal does not know the id yet.
    std::optional<docker::Container> find(const Newcomer& newcomer) {
        return containers_.find(newcomer.id.empty() ? newcomer.upcoming_name : newcomer.id);
    }

    void remove_newcomer(const docker::Container& container, const std::string& keep) {
        if (container.id != keep) containers_.remove(container.id, docker::Containers::Force::yes);
        else if (container.state.running) containers_.kill(container.id, "SIGKILL");
    }

    /// The Engine may still be creating what a process asked for before it was
    /// killed or interrupted.
    void look_again_later(const Newcomer& newcomer) {
        if (!newcomer.id.empty()) return;
        RetirementRecords(world_.environment)
            .write({.app = app_,
                    .container_id = newcomer.upcoming_name,
                    .label = dokku::to_string(newcomer.replica),
                    .due = world_.clock.epoch() + longest_creation});
    }

    /// One that is gone, or has the name already, is no error.
    void rename(const std::string& id, const std::string& name) {
        if (id.empty()) return;
        try {
            containers_.rename(id, name);
        } catch (const docker::ApiError&) {
            const auto found = containers_.find(id);
            if (found && found->name != name) throw;
        }
    }

    const World& world_;
    const std::string& app_;
    const Journal& journal_;
    JournalFile file_;
    dokku::AppState state_;
    docker::Containers containers_;
};

/// From the state files on: the part that is finished after an interruption.
Committed finish(const World& world, const std::string& app, const Journal& journal,
                 const WayBack& way_back) {
    Steps steps(world, app, journal);
    Committed committed;
    try {
        steps.write_state_files();
        committed.trouble = steps.tell_plugins();
    } catch (const util::Error&) {
        roll_back(world, app, journal, way_back);
        std::throw_with_nested(util::Error("the switch failed and was undone, the previous release serves"));
    }
    retire(world, app, journal.incumbents);
    JournalFile(world.environment, app).remove();
    return committed;
}

/// Where the Engine refuses, a newcomer may have ended, which says more.
void put_in_place(Steps& steps, const WayBack& way_back) {
    try {
        steps.put_newcomers_in_place();
    } catch (const docker::ApiError&) {
        if (way_back.look_after_refusal) way_back.look_after_refusal();
        throw;
    }
    if (way_back.last_look) way_back.last_look();
}

/// A restart of the Engine may have ended a newcomer or given it another address.
void see_that_it_runs(const World& world, const std::string& app, Newcomer& newcomer) {
    docker::Containers containers(world.engine);
    if (!containers.inspect(newcomer.id).state.running) containers.start(newcomer.id);
    std::string& address = newcomer.placement.ip_address;
    address = present_address(world, app, containers.inspect(newcomer.id), address);
}

/// False if one of them cannot be made to run.
bool all_run(const World& world, const std::string& app, Journal& journal) {
    try {
        for_each(journal.newcomers, [&](Newcomer& newcomer) { see_that_it_runs(world, app, newcomer); });
        return true;
    } catch (const docker::ApiError& error) {
        world.log.warn(util::full_message(error));
        return false;
    }
}

}

Committed commit(const World& world, const std::string& app, Journal& journal, const WayBack& way_back) {
    const JournalFile file(world.environment, app);
    Steps steps(world, app, journal);
    try {
        journal.phase = Phase::committing;
        file.write(journal);
        put_in_place(steps, way_back);
        journal.phase = Phase::switching;
        file.write(journal);
    } catch (const DeployRejected&) {
        roll_back(world, app, journal, way_back);
        throw;
    } catch (const util::Error&) {
        roll_back(world, app, journal, way_back);
        std::throw_with_nested(util::Error("the switch failed and was undone, the previous release serves"));
    }
    return finish(world, app, journal, way_back);
}

void roll_back(const World& world, const std::string& app, const Journal& journal, const WayBack& way_back) {
    Steps steps(world, app, journal);
    if (journal.phase != Phase::preparing) steps.exchange_names_back();
    if (journal.phase == Phase::switching) steps.restore_state_files();
    if (steps.stopped_any_first()) bring_back(world, app, journal.incumbents, way_back.documents);
    if (journal.phase == Phase::switching || steps.stopped_any_first()) steps.rebuild_proxy();
    steps.remove_newcomers(way_back.keep);
    JournalFile(world.environment, app).remove();
}

void recover(const World& world, const std::string& app) {
    for (const util::Path& directory : {world.environment.data(app), world.environment.app_directory(app)})
        util::remove_unfinished_writes(directory);
    auto journal = JournalFile(world.environment, app).read();
    if (!journal) return;
    const bool forward = journal->phase == Phase::switching &&
                         Steps(world, app, *journal).all_newcomers_exist() && all_run(world, app, *journal);
    world.log.header(std::string(forward ? "Finishing" : "Undoing") + " the interrupted deploy of " + app);
    if (!forward) return roll_back(world, app, *journal, {});
    Steps steps(world, app, *journal);
    steps.put_newcomers_in_place();
    finish(world, app, *journal, {});
}

}
