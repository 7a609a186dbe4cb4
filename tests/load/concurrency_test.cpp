#include "engine/standalone_host.hpp"
#include "support/endurance.hpp"
#include "util/parallel.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>

using namespace e2e;

namespace {

/// What a command may say that came in another's way.
bool gives_way(const util::Ended& ended) {
    const std::string reasons[] = {"is locked by a ",
                                   "deploy lock in place",
                                   "Interrupted",
                                   "does not exist",
                                   "is being destroyed",
                                   "has not been deployed",
                                   "does not appear to be a git repository"};
    return std::any_of(std::begin(reasons), std::end(reasons),
                       [&](const std::string& reason) { return says(ended, reason); });
}

/// Everything at once; each comes to its end, done or with a clear reason why not.
std::vector<util::Ended> all_at_once(const std::vector<std::function<util::Ended()>>& commands) {
    std::vector<util::Ended> ended(commands.size());
    util::parallel(commands.size(), commands.size(), {},
                   [&](std::size_t i, const std::stop_token&) { ended[i] = commands[i](); });
    for (const util::Ended& each : ended) CHECK_MESSAGE((each.status == 0 || gives_way(each)), all_of(each));
    return ended;
}

std::function<util::Ended()> command(const std::vector<std::string>& words) {
    return [words] { return host().run(words); };
}

std::string left_of(const std::string& app) {
    return docker({"ps", "--all", "--quiet", "--filter", "label=com.dokku.app-name=" + app}) +
           util::run({.words = {"find", host().root().string(), "-name", "*" + app + "*"}}).output;
}

}

TEST_CASE("two apps deploy at once, again and again") {
    TestApp one("first"), two("second");
    for (int round = 1; round <= endurance::times(2, 20); ++round) {
        const std::string text = "round-" + std::to_string(round);
        const auto ended = all_at_once({[&] {
                                            return one.push({{"web", "--text=one-" + text}});
                                        },
                                        [&] {
                                            return two.push({{"web", "--text=two-" + text}});
                                        }});
        for (const util::Ended& each : ended) CHECK_MESSAGE(each.status == 0, all_of(each));
        CHECK(one.page() == "one-" + text);
        CHECK(two.page() == "two-" + text);
    }
}

TEST_CASE("one app is deployed, scaled, restarted and stopped at once: one order, and clear reasons") {
    TestApp app("crowded");
    app.must_push({{"web", "--text=0"}});
    for (int round = 1; round <= endurance::times(2, 20); ++round) {
        CAPTURE(round);
        const std::string text = std::to_string(round);
        all_at_once({[&] {
                         return app.push({{"web", "--text=" + text}});
                     },
                     command({"ps:scale", app.name(), "web=2"}), command({"ps:restart", app.name()}),
                     command({"ps:stop", app.name()}), command({"ps:retire"})});

        app.must_push({{"web", "--text=again-" + text}});
        CHECK(app.page() == "again-" + text);
        app.let_retire();
        CHECK(app.containers("running").size() == app.serving().size());
    }
}

TEST_CASE("an app is destroyed while it is deployed, scaled, restarted and stopped") {
    for (int round = 1; round <= endurance::times(2, 20); ++round) {
        CAPTURE(round);
        TestApp app("doomed");
        app.must_push({{"web", "--text=here"}});
        all_at_once({[&] {
                         return app.push({{"web", "--text=there"}});
                     },
                     command({"ps:scale", app.name(), "web=2"}), command({"ps:restart", app.name()}),
                     command({"ps:stop", app.name()}), command({"apps:destroy", app.name(), "--force"})});

        if (host().run({"apps:exists", app.name()}).status == 0)
            host().must({"apps:destroy", app.name(), "--force"});
        const std::string left = left_of(app.name());
        CHECK_MESSAGE(left.empty(), left);
    }
}

TEST_CASE("a post-deploy hook that sets a variable of its own app restarts it once more") {
    TestApp app("recursive");
    const TestPlugin plugin(
        "zz-sets", {{"post-deploy", "[ \"$1\" = recursive ] && [ -z \"$SETS\" ] || exit 0; export SETS=1; " +
                                        host().hookrun().string() + " config:set recursive TEXT=set"}});

    const util::Ended ended = app.push({{"web", "--delay=0"}});

    CHECK_MESSAGE(ended.status == 0, all_of(ended));
    CHECK(says(ended, "Restarting app recursive"));
    CHECK(app.page() == "set");
    app.let_retire();
    CHECK(app.containers().size() == 1);
}
