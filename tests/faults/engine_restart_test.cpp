#include "engine/standalone_host.hpp"

#include "util/text.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <thread>

using namespace e2e;
using namespace std::chrono_literals;

namespace {

StandaloneHost& host() { return StandaloneHost::instance(); }

void engine(const std::vector<std::string>& words) {
    std::vector<std::string> command{std::getenv("ENGINE_CONTROL")};
    command.insert(command.end(), words.begin(), words.end());
    const auto ended = util::run({.words = command});
    REQUIRE_MESSAGE(ended.status == 0, ended.error);
}

/// The reapers of this host.
std::vector<pid_t> reapers() {
    std::vector<pid_t> found;
    for (const auto& line : util::lines(util::run({.words = {"pgrep", "-f", "--", "--reap$"}}).output))
        found.push_back(static_cast<pid_t>(util::parse_number(line, 2, 1 << 30).value_or(0)));
    return found;
}

void end_reapers() {
    for (const pid_t reaper : reapers()) ::kill(reaper, SIGKILL);
    while (!reapers().empty()) std::this_thread::sleep_for(20ms);
}

bool becomes(const TestApp& app, const std::string& page, std::chrono::seconds longest) {
    const auto end = std::chrono::steady_clock::now() + longest;
    while (app.page() != page) {
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::sleep_for(100ms);
    }
    return true;
}

}

TEST_CASE(
    "after a restart of the Engine the release serves again, though its program ends with 0 at SIGTERM") {
    TestApp app("comes-back");
    host().must({"ps:scale", "comes-back", "worker=1"});
    app.must_push({{"web", "--text=here"}, {"worker", "--idle"}});
    const auto before = app.serving();
    REQUIRE(reapers().size() == 1);

    SUBCASE("by itself within 10 s where the reaper lives") {
        SUBCASE("the Engine was told to end") { engine({"stop"}); }
        SUBCASE("the Engine was killed") { engine({"kill"}); }
        engine({"start"});
        CHECK(becomes(app, "here", 10s));
    }
    SUBCASE("at the next command where it does not") {
        end_reapers();
        engine({"stop"});
        engine({"start"});
        CHECK(app.page() != "here");
        host().must({"ps:retire"});
        CHECK(app.page() == "here");
        CHECK(reapers().size() == 1);
    }
    CHECK(app.serving() == before);
    CHECK(app.containers("running").size() == 2);
}
