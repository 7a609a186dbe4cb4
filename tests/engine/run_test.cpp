#include "standalone_host.hpp"

#include "util/text.hpp"

#include <doctest/doctest.h>

using namespace e2e;

TEST_CASE("run shows a command's output, ends with its exit code and leaves nothing") {
    TestApp app("one-off");
    host().must({"config:set", "one-off", "SECRET=hidden-value"});
    app.must_push({{"web", "--text=up"}, {"task", "--say=from-procfile --exit=0 --idle"}});
    const auto before = app.containers().size();

    const util::Ended ended = host().run({"run", "one-off", "/app_server", "--say=hi", "--exit=3", "--idle"});
    CHECK(ended.status == 3);
    CHECK(ended.output == "hi\nleaving\n");
    CHECK(app.containers().size() == before);

    SUBCASE("a Procfile entry is named for its command") {
        const util::Ended task = host().run({"run", "one-off", "task"});
        CHECK(task.status == 0);
        CHECK(says(task.output, "-----> Found 'task' in Procfile, running that command\n"));
        CHECK(says(task.output, "from-procfile\n"));
    }
    SUBCASE("a command that does not exist is one clear error") {
        const util::Ended missing = host().run({"run", "one-off", "/no-such-program"});
        CHECK(missing.status == 1);
        CHECK(says(missing.error, "/no-such-program"));
        CHECK(app.containers().size() == before);
    }
    SUBCASE("what cannot be written to stops it") {
        const auto cut = util::run(
            {.words = {"sh", "-c",
                       host().hookrun().string() + " run one-off /app_server --say=hi --idle >/dev/full"}});
        CHECK(cut.status != 0);
        CHECK(app.containers("running").size() == 1);
    }
    SUBCASE("an interrupted one is stopped") {
        const auto cut = util::run({.words = {"timeout", "--signal=INT", "5", host().hookrun().string(),
                                              "run", "one-off", "/app_server", "--say=begun", "--idle"}});
        CHECK(cut.status != 0);
        CHECK(app.containers("running").size() == 1);
    }
    SUBCASE("inspect hides the values of variables") {
        const std::string document = host().must({"ps:inspect", "one-off"});
        CHECK(says(document, "\"SECRET=XXXXXX\""));
        CHECK_FALSE(says(document, "hidden-value"));
        CHECK(says(document, "\"DYNO=web.1\""));
    }
    SUBCASE("enter runs a command in the serving container") {
        const util::Ended entered =
            host().run({"enter", "one-off", "web", "--", "/app_server", "--exit=4", "--idle"});
        CHECK(entered.status == 4);
        CHECK(entered.output == "leaving\n");
        CHECK(says(host().run({"enter", "one-off", "nothing"}).error,
                   "No containers found for type 'nothing'"));
    }
}

TEST_CASE("a detached run is listed, followed, stopped and retired") {
    TestApp app("in-the-back");
    app.must_push({{"web", "--text=up"}});
    const std::string name(
        util::trim(host().must({"run:detached", "--env", "GREETING=good day", "in-the-back", "/app_server",
                                "--say=working", "--idle"})));
    REQUIRE(name.starts_with("in-the-back.run."));
    CHECK(inspect(name, "{{index .Config.Labels \"com.dokku.container-type\"}}") == "run");
    CHECK(inspect(name, "{{index .Config.Labels \"com.dokku.active-deadline-seconds\"}}") == "86400");
    CHECK(says(inspect(name, "{{.Config.Env}}"), "GREETING=good day"));

    const std::string list = host().must({"run:list", "in-the-back"});
    CHECK(says(list, "=====> in-the-back run containers\n"));
    CHECK(says(list, name + "   \"/app_server --say=working --idle\"   "));
    CHECK(says(host().must({"run:list", "in-the-back", "--format", "json"}), "\"name\":\"" + name + "\""));

    std::string logs;
    for (int tries = 0; tries < 100 && logs.empty(); ++tries)
        logs = host().must({"run:logs", "in-the-back", "--container", name, "--quiet"});
    CHECK(logs == "working\n");

    SUBCASE("by its name") {
        CHECK(host().must({"run:stop", "in-the-back", "--container", name}) == name + "\n");
    }
    SUBCASE("by its app") { CHECK(host().must({"run:stop", "in-the-back"}) == name + "\n"); }
    for (int tries = 0; tries < 100 && app.containers().size() > 1; ++tries)
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    CHECK(app.containers().size() == 1);
    CHECK(host().must({"run:stop", "in-the-back"}) == "No run containers exist\n");
}

TEST_CASE("a run that outlives its time is retired") {
    TestApp app("short-lived");
    app.must_push({{"web", "--text=up"}});
    host().must({"run:detached", "--ttl-seconds", "1", "short-lived", "/app_server", "--idle"});
    CHECK(app.containers("running").size() == 2);
    for (int tries = 0; tries < 300 && app.containers().size() > 1; ++tries) {
        host().must({"run:retire", "short-lived"});
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    CHECK(app.containers().size() == 1);
    CHECK(app.page() == "up");
}
