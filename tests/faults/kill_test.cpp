#include "engine/standalone_host.hpp"
#include "faults/visitor.hpp"
#include "support/endurance.hpp"
#include "support/fault.hpp"

#include "util/text.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <set>
#include <thread>

using namespace e2e;
using namespace std::chrono_literals;

namespace {

StandaloneHost& host() { return StandaloneHost::instance(); }

constexpr std::size_t containers_of_release = 5;
constexpr int short_form_leaves_out = 9;

/// A trigger of the scheduler, run with the module preloaded that kills it.
struct Trigger {
    std::string name;
    std::vector<std::string> arguments;

    util::Ended run(std::map<std::string, std::string> settings) const {
        settings["LD_PRELOAD"] = program("KILL_AT_MODULE").string();
        settings["KILL_TRIGGER"] = name;
        std::vector<std::string> words{host().hookrun().string(), "plugin:trigger", name};
        words.insert(words.end(), arguments.begin(), arguments.end());
        return util::run({.words = words, .environment = settings});
    }

    int count_steps() const {
        const util::Path file = host().root() / "kill-count";
        util::write_file(file, "", 0666);
        const auto ended = run({{"KILL_COUNT_FILE", file.string()}});
        REQUIRE_MESSAGE(ended.status == 0, (ended.output + ended.error));
        return static_cast<int>(
            util::parse_number(util::trim(*util::read_file(file)), 1, 100000).value_or(0));
    }

    /// `attempt` is called once for each step and each way, killed before or after
    /// it; the short form leaves most out.
    template <typename Attempt>
    void kill_at_every_step(Attempt attempt) const {
        const int steps = count_steps();
        MESSAGE(name, " has ", steps, " steps");
        const int stride = endurance::times(short_form_leaves_out, 1);
        for (int i = 0; i < 2 * steps; i += stride) {
            const std::string step = std::to_string(1 + i / 2), when = i % 2 == 0 ? "before" : "after";
            const support::Fault fault(name + " killed " + when + " step " + step);
            attempt([&] { run({{"KILL_AT", step}, {"KILL_WHEN", when}}); });
        }
    }
};

/// An app of 3 web and 2 workers that serves "here".
class KilledApp : public TestApp {
public:
    explicit KilledApp(const std::string& name) : TestApp(name) {
        host().must({"ps:scale", name, "web=3", "worker=2"});
        host().must({"config:set", "--no-restart", name, "DOKKU_DEFAULT_CHECKS_WAIT=0"});
        must_push({{"web", "--text=here"}, {"worker", "--idle"}});
    }

    /// Containers that neither serve nor wait for their end.
    std::set<std::string> left_over() const {
        std::set<std::string> left;
        for (const std::string& id : containers()) left.insert(id);
        for (const auto& [replica, id] : serving()) left.erase(id);
        for (const std::string& id :
             util::list_directory(host().root() / "data" / "scheduler-docker-api" / ".retiring"))
            left.erase(id);
        return left;
    }
};

bool share_a_container(const std::map<std::string, std::string>& a,
                       const std::map<std::string, std::string>& b) {
    return std::any_of(a.begin(), a.end(), [&](const auto& entry) {
        const auto other = b.find(entry.first);
        return other != b.end() && other->second == entry.second;
    });
}

std::string half_written_files() {
    return util::run({.words = {"find", host().root().string(), "-name", "*.writing-*"}}).output;
}

/// The containers of one release run, and no other is left over. A retired one that
/// is being removed is in no list for a moment.
void check_release(const KilledApp& app) {
    CHECK(app.serving().size() == containers_of_release);
    for (const auto& [replica, id] : app.serving())
        CHECK_MESSAGE(util::trim(docker({"inspect", "--format", "{{.State.Running}}", id})) == "true",
                      replica);
    for (int tries = 0; tries < 100 && !app.left_over().empty(); ++tries) std::this_thread::sleep_for(50ms);
    CHECK(app.left_over().empty());
    CHECK(half_written_files().empty());
}

}

TEST_CASE(
    "a deploy killed at any step: one complete release serves, and the next command leaves nothing over") {
    const KilledApp app("killed-at");
    const Trigger deploy{"scheduler-deploy", {"docker-api", app.name(), "latest"}};
    const faults::Visitor visitor(app.name(), "here");

    deploy.kill_at_every_step([&](auto kill) {
        const auto before = app.serving();
        const int failed = visitor.failures();

        kill();
        CHECK(app.page() == "here");
        host().must({"ps:retire"});

        const auto now = app.serving();
        CHECK((now == before || !share_a_container(now, before)));
        check_release(app);
        CHECK_MESSAGE(visitor.failures() == failed, visitor.last_failure());
    });
    MESSAGE(visitor.requests(), " requests meanwhile, ", visitor.failures(), " failed");
}

TEST_CASE("a stop killed at any step: the next one stops the rest, and the app starts again") {
    const KilledApp app("stop-killed");
    const Trigger stop{"scheduler-stop", {"docker-api", app.name()}};
    const auto start = [&] { host().must({"ps:start", app.name()}); };

    stop.kill_at_every_step([&](auto kill) {
        start();
        kill();
        host().must({"ps:stop", app.name()});
        CHECK(app.containers("running").empty());
    });
    start();
    check_release(app);
    CHECK(app.page() == "here");
}
