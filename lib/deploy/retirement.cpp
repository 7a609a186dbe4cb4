#include "deploy/retirement.hpp"

#include "deploy/images_of_app.hpp"
#include "deploy/record_json.hpp"
#include "docker/containers.hpp"
#include "util/file.hpp"
#include "util/file_lock.hpp"
#include "util/parallel.hpp"
#include "util/text.hpp"

#include <algorithm>
#include <csignal>

namespace deploy {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Retirement, app, container_id, label, image_id, due, stop_timeout)

namespace {

constexpr std::size_t stopped_at_once = 64;

/// "web.1 exited 0 after 1.3 s", "web.1 was killed after 30 s: ...".
std::string report(const Retirement& retirement, const docker::Container& container,
                   util::Milliseconds took) {
    if (container.state.exit_code != 128 + SIGKILL)
        return retirement.label + " exited " + std::to_string(container.state.exit_code) + " after " +
               util::describe(took);
    std::string line = retirement.label + " was killed after " + util::describe(took);
    if (!container.command.empty() && container.command[0].ends_with("sh"))
        line +=
            ": its first process is a shell, which does not pass the stop signal on; begin the command with "
            "exec";
    return line;
}

/// False if it has to be tried again.
bool carry_out(const World& world, const Retirement& retirement) {
    docker::Containers containers(world.engine);
    const auto found = containers.find(retirement.container_id);
    if (!found) return true;
    if (found->restart_policy.name != "no") containers.set_restart_policy(found->id, {});
    if (found->state.running) {
        world.log.verbose("Stopping " + retirement.app + " " + retirement.label + " (" +
                          found->id.substr(0, 12) + ")");
        const util::Steady began = world.clock.now();
        containers.stop(found->id, retirement.stop_timeout);
        const auto took = std::chrono::duration_cast<util::Milliseconds>(world.clock.now() - began);
        if (const auto ended = containers.find(found->id))
            world.log.verbose(report(retirement, *ended, took));
    }
    containers.remove(found->id, docker::Containers::Force::yes);
    return true;
}

bool carry_out_noexcept(const World& world, const Retirement& retirement) {
    try {
        return carry_out(world, retirement);
    } catch (const std::exception& error) {
        world.log.warn("Cannot retire " + retirement.app + " " + retirement.label + " (" +
                       retirement.container_id.substr(0, 12) +
                       "), it stays on the list: " + util::full_message(error));
        return false;
    }
}

}

RetirementRecords::RetirementRecords(const dokku::Environment& environment)
    : directory_(environment.data() / ".retiring") {}

std::optional<Retirement> RetirementRecords::read(const std::string& name) const {
    const auto text = util::read_file(directory_ / name);
    if (!text) return {};
    return parse_record<Retirement>(*text, (directory_ / name).string());
}

std::vector<Retirement> RetirementRecords::all() const {
    std::vector<Retirement> records;
    for (const std::string& name : util::list_directory(directory_)) {
        try {
            if (auto record = read(name)) records.push_back(*std::move(record));
        } catch (const util::Error&) {
            continue;
        }
    }
    std::stable_sort(records.begin(), records.end(),
                     [](const Retirement& a, const Retirement& b) { return a.due < b.due; });
    return records;
}

std::vector<std::string> RetirementRecords::complaints() const {
    std::vector<std::string> complaints;
    for (const std::string& name : util::list_directory(directory_)) {
        try {
            read(name);
        } catch (const util::Error& error) {
            complaints.emplace_back(error.what());
        }
    }
    return complaints;
}

void RetirementRecords::sweep() const { util::remove_unfinished_writes(directory_); }

void RetirementRecords::add(const Retirement& retirement) const {
    util::write_file(directory_ / docker::checked_id(retirement.container_id), record_text(retirement));
}

void RetirementRecords::remove(const std::string& container_id) const {
    util::remove_file(directory_ / docker::checked_id(container_id));
}

bool RetirementRecords::contains(const std::string& container_id) const {
    return util::read_file(directory_ / docker::checked_id(container_id)).has_value();
}

void retire(const World& world, const std::string& app, const std::vector<Incumbent>& incumbents) {
    const RetirementRecords records(world.environment);
    const util::Seconds now = world.clock.epoch();
    for (const Incumbent& old : incumbents)
        records.add({app, old.id, old.label, old.image_id, now + old.keep_for, old.stop_timeout});
    util::parallel(incumbents.size(), stopped_at_once, {}, [&](std::size_t i, const std::stop_token&) {
        const Incumbent& old = incumbents[i];
        docker::Containers containers(world.engine);
        const auto found = containers.find(old.id);
        if (!found) return;
        if (found->restart_policy.name != "no") containers.set_restart_policy(old.id, {});
        if (old.signal_at_switch && found->state.running)
            containers.kill(old.id, old.stop_signal.empty() ? "SIGTERM" : old.stop_signal);
    });
}

void carry_out_retirements(const World& world, Which which, const std::string& app) {
    const RetirementRecords records(world.environment);
    records.sweep();
    std::vector<Retirement> chosen = records.all();
    const util::Seconds now = world.clock.epoch();
    std::erase_if(chosen, [&](const Retirement& retirement) {
        return (which == Which::due && retirement.due > now) || (!app.empty() && retirement.app != app);
    });
    if (chosen.empty()) return;
    const auto lock = util::FileLock::try_take(world.environment.data() / ".retiring.lock");
    if (!lock) return;
    std::vector<char> done(chosen.size(), 0);
    util::parallel(chosen.size(), stopped_at_once, {}, [&](std::size_t i, const std::stop_token&) {
        done[i] = static_cast<char>(carry_out_noexcept(world, chosen[i]));
    });
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        if (done[i] == 0) continue;
        remove_unused_image(world, chosen[i].app, chosen[i].image_id);
        records.remove(chosen[i].container_id);
    }
}

}
