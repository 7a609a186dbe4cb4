#include "standalone_host.hpp"

#include "util/text.hpp"

#include <doctest/doctest.h>

#include <csignal>
#include <thread>

using namespace e2e;
using namespace std::chrono_literals;

namespace {

util::Path data(const std::string& app) { return host().root() / "data" / "scheduler-docker-api" / app; }

/// The process and phase that hold the app's lock.
struct Holder {
    pid_t pid = 0;
    std::string phase;
};
Holder lock_holder(const std::string& app) {
    const auto lines = util::lines(util::read_file(data(app) / "lock").value_or(""));
    if (lines.empty()) return {};
    return {static_cast<pid_t>(util::parse_number(util::split(lines[0], ' ')[0], 0, 1 << 30).value_or(0)),
            lines.size() > 1 ? lines[1] : ""};
}

/// A deploy in the background that has come to this phase.
class RunningDeploy {
public:
    explicit RunningDeploy(const std::string& app, const std::string& phase = "checking")
        : thread_([this, app] {
              ended_ = host().run({"ps:restart", app});
          }) {
        for (int tries = 0; tries < 3000 && lock_holder(app).phase.find(phase) == std::string::npos; ++tries)
            std::this_thread::sleep_for(10ms);
        pid_ = lock_holder(app).pid;
        REQUIRE(pid_ > 0);
    }
    pid_t pid() const { return pid_; }
    util::Ended wait() {
        thread_.join();
        return ended_;
    }

private:
    util::Ended ended_;
    pid_t pid_ = 0;
    std::thread thread_;
};

}

TEST_CASE("two deploys of one app at once: the second says who holds the lock") {
    TestApp app("locked");
    app.must_push({{"web", "--text=one --delay=0"}});
    host().must({"ps:scale", "locked", "worker=0"});
    host().must({"config:set", "--no-restart", "locked", "DOKKU_CHECKS_WAIT=3"});
    RunningDeploy first("locked");

    const auto second = host().run({"ps:restart", "locked"});

    CHECK(second.status == 1);
    CHECK((second.output + second.error)
              .find("locked is locked by a deploy (process " + std::to_string(first.pid())) !=
          std::string::npos);
    CHECK(first.wait().status == 0);
}

TEST_CASE("a signal before the commit leaves the old release alone") {
    TestApp app("interrupted");
    app.must_push({{"web", "--text=old"}});
    host().must({"config:set", "--no-restart", "interrupted", "DOKKU_CHECKS_WAIT=60"});
    const auto before = app.serving();
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        CAPTURE(signal);
        RunningDeploy deploy("interrupted");
        ::kill(deploy.pid(), signal);
        const auto ended = deploy.wait();
        CHECK(ended.status != 0);
        CHECK((ended.output + ended.error).find("Interrupted") != std::string::npos);
        CHECK(app.serving() == before);
        CHECK(app.page() == "old");
        CHECK(app.containers("running").size() == 1);
    }
}

TEST_CASE("a killed deploy is undone by the next command") {
    TestApp app("killed");
    app.must_push({{"web", "--text=old"}});
    const auto before = app.serving();
    host().must({"config:set", "--no-restart", "killed", "DOKKU_CHECKS_WAIT=60"});
    RunningDeploy deploy("killed");
    ::kill(deploy.pid(), SIGKILL);
    CHECK(deploy.wait().status != 0);
    CHECK(app.containers().size() == 2);

    host().must({"ps:retire"});

    CHECK(app.containers().size() == 1);
    CHECK(app.serving() == before);
    CHECK(app.page() == "old");
}

TEST_CASE("ps:stop interrupts a deploy") {
    TestApp app("stopped");
    app.must_push({{"web", "--text=old"}});
    host().must({"config:set", "--no-restart", "stopped", "DOKKU_CHECKS_WAIT=60"});
    RunningDeploy deploy("stopped");

    host().must({"ps:stop", "stopped"});

    CHECK(deploy.wait().status != 0);
    CHECK(app.containers("running").empty());
}

TEST_CASE("a signal during the switch waits for its end") {
    TestApp app("switching");
    app.must_push({{"web", "--text=new"}});
    const auto before = app.serving();
    const TestPlugin slow("zz-slow", {{"core-post-deploy", "sleep 1"}});
    RunningDeploy deploy("switching", "switching");
    ::kill(deploy.pid(), SIGTERM);
    const auto ended = deploy.wait();
    CHECK(ended.status == 0);
    CHECK((ended.output + ended.error).find("the new release serves") != std::string::npos);
    CHECK(app.serving() != before);
    CHECK(app.page() == "new");
}

TEST_CASE("a plugin that fails behind the switch is reported and undoes nothing") {
    TestApp app("troubled");
    app.must_push({{"web", "--text=new"}});
    const auto before = app.serving();
    const TestPlugin failing("zz-failing", {{"core-post-deploy", "echo nothing doing >&2; exit 3"}});
    const auto ended = host().run({"ps:restart", "troubled"});
    CHECK(ended.status == 1);
    CHECK((ended.output + ended.error).find("nothing doing") != std::string::npos);
    CHECK(app.serving() != before);
    CHECK(app.page() == "new");
}

TEST_CASE("a plugin that fails before the proxy is told brings the old release back") {
    TestApp app("undone");
    app.must_push({{"web", "--text=old"}});
    const auto before = app.serving();
    const TestPlugin failing("aa-failing", {{"core-post-deploy", "exit 3"}});
    const auto ended = host().run({"ps:restart", "undone"});
    CHECK(ended.status == 1);
    CHECK(app.serving() == before);
    CHECK(app.page() == "old");
    CHECK(app.containers("running").size() == 1);
}

TEST_CASE("a plugin that fails when all is done undoes nothing") {
    TestApp app("done");
    app.must_push({{"web", "--text=new"}});
    const auto before = app.serving();
    const TestPlugin failing("zz-failing", {{"post-deploy", "echo nothing doing >&2; exit 3"}});
    const auto ended = host().run({"ps:restart", "done"});
    CHECK((ended.output + ended.error).find("nothing doing") != std::string::npos);
    CHECK(app.serving() != before);
    CHECK(app.page() == "new");
    host().must({"ps:retire"});
    CHECK(app.page() == "new");
}
