#include "engine/standalone_host.hpp"

#include "util/text.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <thread>

using namespace e2e;
using namespace std::chrono_literals;

namespace {

StandaloneHost& host() { return StandaloneHost::instance(); }

constexpr const char* app_name = "killed-at";

/// Deploys with the module preloaded that kills scheduler-deploy.
util::Ended deploy_and_kill(const std::map<std::string, std::string>& settings) {
    std::map<std::string, std::string> environment = settings;
    environment["LD_PRELOAD"] = program("KILL_AT_MODULE").string();
    return util::run({.words = {host().hookrun().string(), "plugin:trigger", "scheduler-deploy", "docker-api",
                                app_name, "latest"},
                      .environment = environment});
}

int count_steps() {
    const util::Path file = host().root() / "kill-count";
    util::write_file(file, "", 0666);
    const auto ended = deploy_and_kill({{"KILL_COUNT_FILE", file.string()}});
    REQUIRE_MESSAGE(ended.status == 0, (ended.output + ended.error));
    return static_cast<int>(util::parse_number(util::trim(*util::read_file(file)), 1, 100000).value_or(0));
}

/// Runs what the timer runs until every retired container is gone.
void let_everything_retire(const TestApp& app) {
    for (int tries = 0; tries < 300; ++tries) {
        host().must({"ps:retire"});
        if (app.containers().size() == app.serving().size()) return;
        std::this_thread::sleep_for(100ms);
    }
}

bool share_a_container(const std::map<std::string, std::string>& a,
                       const std::map<std::string, std::string>& b) {
    return std::any_of(a.begin(), a.end(), [&](const auto& entry) {
        const auto other = b.find(entry.first);
        return other != b.end() && other->second == entry.second;
    });
}

std::vector<std::string> sorted_ids(const std::map<std::string, std::string>& serving) {
    std::vector<std::string> ids;
    for (const auto& [replica, id] : serving) ids.push_back(id);
    std::sort(ids.begin(), ids.end());
    return ids;
}

std::string half_written_files() {
    return util::run({.words = {"find", host().root().string(), "-name", "*.writing-*"}}).output;
}

}

TEST_CASE("killed at any step, one complete release serves and the next command leaves nothing over") {
    TestApp app(app_name);
    host().must({"ps:scale", app_name, "web=2", "worker=1"});
    host().must(
        {"config:set", "--no-restart", app_name, "DOKKU_DEFAULT_CHECKS_WAIT=0", "DOKKU_WAIT_TO_RETIRE=0"});
    app.must_push({{"web", "--text=here"}, {"worker", "--idle"}});
    const int steps = count_steps();
    MESSAGE("a deploy of 2 web and 1 worker has ", steps, " steps");
    CHECK(steps > 30);
    const char* stride_text = std::getenv("KILL_STRIDE");
    const int stride = stride_text != nullptr ? std::max(1, std::atoi(stride_text)) : 1;
    int tried = 0;
    for (int step = 1; step <= steps; step += stride) {
        const std::string when = ++tried % 2 == 0 ? "after" : "before";
        CAPTURE(step);
        CAPTURE(when);
        let_everything_retire(app);
        const auto before = app.serving();
        deploy_and_kill({{"KILL_AT", std::to_string(step)}, {"KILL_WHEN", when}});

        CHECK(app.page() == "here");
        host().must({"ps:retire"});
        const auto now = app.serving();
        CHECK(now.size() == 3);
        CHECK((now == before || !share_a_container(now, before)));
        CHECK(app.page() == "here");
        let_everything_retire(app);
        auto left = app.containers();
        std::sort(left.begin(), left.end());
        CHECK(left == sorted_ids(now));
        CHECK(app.containers("running").size() == 3);
        CHECK(half_written_files().empty());
    }
    MESSAGE(tried, " of them tried");
}
