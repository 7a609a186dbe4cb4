#include "deploy/retirement.hpp"

#include "deploy/connections.hpp"
#include "deploy/departure.hpp"
#include "deploy/images_of_app.hpp"
#include "deploy/stop_timeout.hpp"
#include "docker/containers.hpp"
#include "dokku/labels.hpp"
#include "util/error.hpp"
#include "util/file_lock.hpp"
#include "util/parallel.hpp"
#include "util/text.hpp"
#include "util/timestamp.hpp"

#include <algorithm>
#include <csignal>
#include <set>

namespace deploy {

namespace {

/// The proxy's own connections at the switch are over by then.
constexpr util::Seconds first_look_for_connections{5};
constexpr util::Seconds look_for_connections_every{5};
/// How soon the end of a container is noticed that has been told to end.
constexpr util::Milliseconds look_for_an_end_every{500};

/// One retired container on its way out.
class Leaving {
public:
    Leaving(const World& world, Retirement& retirement)
        : world_(world), containers_(world.engine), retirement_(retirement), now_(world.clock.wall()) {}

    /// True when it is gone.
    bool advance() {
        const auto found = containers_.find(retirement_.container_id);
        if (!found) return now_ >= retirement_.due;
        if (!found->state.running) return bury(*found);
        containers_.forbid_restarts(*found);
        if (found->state.status == "restarting") return bury(*found);
        if (!retirement_.told) return is_time(*found) && tell(*found);
        return now_ - *retirement_.told >= grace(*found) && grace(*found).count() >= 0 && end(*found);
    }

private:
    bool is_time(const docker::Container& container) const {
        if (now_ >= retirement_.due) return true;
        return retirement_.idle_from && now_ >= *retirement_.idle_from && !has_connections(container);
    }

    bool tell(const docker::Container& container) {
        world_.log.verbose("Stopping " + retirement_.app + " " + retirement_.label + " (" +
                           container.id.substr(0, 12) + ")");
        containers_.kill(container.id, stop_signal(container));
        retirement_.told = now_;
        RetirementRecords(world_.environment).write(retirement_);
        return false;
    }

    util::Seconds grace(const docker::Container& container) const {
        return stop_timeout(retirement_.stop_timeout, container, retirement_.usual_stop_timeout)
            .value_or(docker::engines_grace);
    }

    /// It did not end in time.
    bool end(const docker::Container& container) {
        say_how_it_went(container, now_);
        containers_.remove(container.id, docker::Containers::Force::yes);
        return true;
    }

    bool bury(const docker::Container& container) {
        const auto ended = end_of(container);
        if (retirement_.told && ended && *ended >= *retirement_.told) say_how_it_went(container, *ended);
        else if (ended)
            world_.log.verbose(retirement_.app + " " + retirement_.label + " exited " +
                               std::to_string(container.state.exit_code) + " before its time");
        containers_.remove(container.id, docker::Containers::Force::yes);
        return true;
    }

    static std::optional<util::Milliseconds> end_of(const docker::Container& container) {
        const auto finished = util::parse_timestamp(container.state.finished_at);
        if (!finished) return {};
        return std::chrono::floor<util::Milliseconds>(finished->time_since_epoch());
    }

    void say_how_it_went(const docker::Container& container, util::Milliseconds ended) const {
        const auto took = ended - *retirement_.told;
        world_.log.verbose(to_string(
            Departure{retirement_.app + " " + retirement_.label, container, took, grace(container)}));
    }

    const World& world_;
    docker::Containers containers_;
    Retirement& retirement_;
    util::Milliseconds now_;
};

/// False if it has to be looked at again.
bool advance(const World& world, Retirement& retirement) {
    try {
        return Leaving(world, retirement).advance();
    } catch (const std::exception& error) {
        world.log.warn("Cannot retire " + retirement.app + " " + retirement.label + " (" +
                       retirement.container_id.substr(0, 12) +
                       "), it stays on the list: " + util::full_message(error));
        return false;
    }
}

/// In whole seconds, none of which is taken from its time.
util::Seconds due(util::Milliseconds now, util::Seconds keep_for) {
    if (keep_for.count() == 0) return std::chrono::floor<util::Seconds>(now);
    return std::chrono::ceil<util::Seconds>(now) + keep_for;
}

void note_and_tell(const World& world, const std::string& app, const Incumbent& old) {
    const util::Milliseconds now = world.clock.wall();
    Retirement retirement{.app = app,
                          .container_id = old.id,
                          .label = old.label,
                          .image_id = old.image_id,
                          .due = due(now, old.keep_for),
                          .stop_timeout = old.stop_timeout,
                          .usual_stop_timeout = old.usual_stop_timeout};
    if (old.until_idle)
        retirement.idle_from = std::chrono::floor<util::Seconds>(now) + first_look_for_connections;
    const RetirementRecords records(world.environment);
    records.write(retirement);
    docker::Containers containers(world.engine);
    if (!old.stopped_first) containers.forbid_restarts(old.id);
    if (!old.signal_at_switch) return;
    const auto found = containers.find(old.id);
    if (!found) return;
    containers.kill(old.id, stop_signal(*found));
    if (old.keep_for.count() > 0) return;
    retirement.told = now;
    records.write(retirement);
}

bool has_time_left(const Retirement& retirement, util::Milliseconds now) {
    return !retirement.told && now < retirement.due && (!retirement.idle_from || now < *retirement.idle_from);
}

/// Of all apps' containers, by id and by name: a record of what was still being
/// created knows the name alone. Where the Engine does not say, they are looked at
/// the next time.
std::set<std::string> those_down(const World& world) try {
    std::set<std::string> down;
    for (const auto& container : docker::Containers(world.engine)
                                     .list({{dokku::label_container_type, "deploy"}},
                                           {"created", "exited", "dead", "restarting"}, {}))
        down.insert({container.id, container.name});
    return down;
} catch (const util::Error&) {
    return {};
}

/// Leaves those that need not wait: their time has come, or they have ended before it.
void keep_ripe(const World& world, std::vector<Retirement>& retirements) {
    const util::Milliseconds now = world.clock.wall();
    const auto waits = [now](const Retirement& retirement) { return has_time_left(retirement, now); };
    if (std::none_of(retirements.begin(), retirements.end(), waits)) return;
    const std::set<std::string> down = those_down(world);
    std::erase_if(retirements, [&](const Retirement& retirement) {
        return waits(retirement) && !down.contains(retirement.container_id);
    });
}

}

void retire(const World& world, const std::string& app, const std::vector<Incumbent>& incumbents) {
    util::parallel(incumbents.size(), calls_at_once, {},
                   [&](std::size_t i, const std::stop_token&) { note_and_tell(world, app, incumbents[i]); });
}

void carry_out_retirements(const World& world, const std::string& app) {
    const RetirementRecords records(world.environment);
    records.sweep();
    std::vector<Retirement> chosen = records.all();
    std::erase_if(chosen,
                  [&](const Retirement& retirement) { return !app.empty() && retirement.app != app; });
    keep_ripe(world, chosen);
    if (chosen.empty()) return;
    const auto lock = util::FileLock::try_take(world.environment.data() / ".retiring.lock");
    if (!lock) return;
    std::vector<char> gone(chosen.size(), 0);
    util::parallel(chosen.size(), stops_at_once, {}, [&](std::size_t i, const std::stop_token&) {
        gone[i] = static_cast<char>(advance(world, chosen[i]));
    });
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        if (gone[i] == 0) continue;
        remove_unused_image(world, chosen[i].app, chosen[i].image_id);
        records.remove(chosen[i].container_id);
    }
}

std::optional<util::Milliseconds> next_retirement(const World& world) {
    std::optional<util::Milliseconds> next;
    for (const Retirement& retirement : RetirementRecords(world.environment).all()) {
        util::Milliseconds left = retirement.due - world.clock.wall();
        if (retirement.idle_from) left = std::min<util::Milliseconds>(left, look_for_connections_every);
        if (retirement.told || left < look_for_an_end_every) left = look_for_an_end_every;
        next = std::min(next.value_or(left), left);
    }
    return next;
}

}
