#include "standalone_host.hpp"

#include "util/text.hpp"

#include <doctest/doctest.h>

#include <filesystem>

using namespace e2e;

TEST_CASE("a pushed revision is served, and the next one replaces it") {
    TestApp app("pages");
    const std::string first = app.must_push({{"web", "--text=one"}});
    CHECK(app.page() == "one");
    CHECK(says(first, "https://dokku.com/docs/deployment/zero-downtime-deploys/"));
    CHECK(says(first, "-----> Deploying web (count=1)"));
    CHECK(says(first, "All checks successful (web.1)"));
    CHECK(says(first, " s = ask "));

    const auto before = app.serving();
    app.must_push({{"web", "--text=two"}});
    CHECK(app.page() == "two");
    CHECK(app.serving().at("web.1") != before.at("web.1"));

    SUBCASE("the old container goes when its time has come") {
        for (int tries = 0; tries < 100 && app.containers().size() > 1; ++tries) {
            host().run({"ps:retire"});
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
        }
        CHECK(app.containers().size() == 1);
    }
}

TEST_CASE("an app scales, stops, starts, and leaves nothing behind") {
    const std::string images_before = docker({"images", "--all", "--quiet"});
    const std::string networks_before = docker({"network", "ls", "--quiet"});
    {
        TestApp app("whole-life");
        host().must({"ps:scale", "whole-life", "web=2", "worker=1"});
        app.must_push({{"web", "--text=up"}, {"worker", "--idle"}});
        CHECK(app.serving().size() == 3);
        CHECK(docker({"inspect", "--format", "{{.Name}} {{.HostConfig.RestartPolicy.Name}}",
                      "whole-life.web.2"}) == "/whole-life.web.2 on-failure\n");

        host().must({"ps:scale", "whole-life", "web=3"});
        CHECK(app.serving().size() == 4);
        host().must({"ps:scale", "whole-life", "web=2"});
        CHECK(app.serving().size() == 3);
        CHECK(app.page() == "up");

        host().must({"ps:stop", "whole-life"});
        CHECK(app.containers("running").empty());
        host().must({"ps:start", "whole-life"});
        CHECK(app.page() == "up");
        host().must({"apps:destroy", "whole-life", "--force"});
        CHECK(app.containers().empty());
    }
    CHECK(docker({"images", "--all", "--quiet"}) == images_before);
    CHECK(docker({"network", "ls", "--quiet"}) == networks_before);
    const auto left = util::run({.words = {"find", host().root().string(), "-name", "*whole-life*"}});
    CHECK(left.output.empty());
    CHECK(util::list_directory(host().root() / "data" / "scheduler-docker-api" / ".retiring").empty());
}

TEST_CASE("a failing worker leaves the old web and the old worker serving") {
    TestApp app("two-types");
    host().must({"ps:scale", "two-types", "web=2", "worker=1"});
    app.must_push({{"web", "--text=good"}, {"worker", "--idle"}});
    const auto before = app.serving();

    const util::Ended failed =
        app.push({{"web", "--text=bad"}, {"worker", "--exit=3 --after=100 --say=broken"}});

    CHECK(failed.status != 0);
    CHECK(says(all_of(failed), "EXITED"));
    CHECK(says(all_of(failed), "broken"));
    CHECK(app.serving() == before);
    CHECK(app.page() == "good");
    for (const auto& [replica, id] : before)
        CHECK(docker({"inspect", "--format", "{{.State.Running}}", id}) == "true\n");
    CHECK(app.containers("running").size() == 3);
    CHECK(says(all_of(host().run({"logs:failed", "two-types"})), "broken"));
    CHECK(says(all_of(host().run({"scheduler-docker-api:explain", "two-types"})), "EXITED"));

    SUBCASE("and the next good revision is deployed") {
        app.must_push({{"web", "--text=better"}, {"worker", "--idle"}});
        CHECK(app.page() == "better");
    }
}

TEST_CASE("a broken release is explained") {
    TestApp app("broken");
    host().must(
        {"config:set", "--no-restart", "broken", "RELEASE_HEALTHCHECK_TIMEOUT=2", "DOKKU_CHECKS_TIMEOUT=2"});
    struct Broken {
        const char* flags;
        const char* code;
        const char* evidence;
    };
    const Broken releases[] = {
        {"--exit=7", "EXITED", "7"},           {"--exit=0", "EXITED_ZERO", "0"},
        {"--idle", "NO_LISTENER", "5000"},     {"--address=127.0.0.1", "LOOPBACK_ONLY", "0.0.0.0"},
        {"--port=5001", "OTHER_PORT", "5001"}, {"--silent", "NO_ANSWER", "5000"},
        {"--daemon", "EXITED_ZERO", "daemon"},
    };
    for (const Broken& release : releases) {
        CAPTURE(release.flags);
        const util::Ended failed = app.push({{"web", release.flags}});
        CHECK(failed.status != 0);
        CHECK_MESSAGE(says(all_of(failed), release.code), all_of(failed));
        CHECK(says(all_of(failed), release.evidence));
        CHECK(app.containers("running").empty());
        CHECK(app.serving().empty());
    }
}

TEST_CASE("a command that is not in the image is named, with the likely cause") {
    TestApp app("no-command");
    const util::Ended failed = host().push(
        "no-command", {{"Dockerfile", "FROM scratch\nCOPY x /x\nCMD [\"/nothing\"]\n"}, {"x", "x"}});
    CHECK(failed.status != 0);
    CHECK_MESSAGE(says(all_of(failed), "The image has no such command"), all_of(failed));
    CHECK(says(all_of(failed), "/nothing"));
}

TEST_CASE("a host port that somebody holds is a failed start, and the old release comes back") {
    TestApp app("port-taken");
    app.must_push({{"web", "--text=old"}});
    host().must({"docker-options:add", "port-taken", "deploy", "-p 8080:5000"});
    const util::Ended failed = app.push({{"web", "--text=new"}});
    CHECK(failed.status != 0);
    CHECK_MESSAGE(says(all_of(failed), "START_FAILED"), all_of(failed));
    CHECK(says(all_of(failed), "8080"));
    CHECK(holds_soon([&] { return app.page() == "old"; }));
}

TEST_CASE("a worker that restarts within its uptime is refused") {
    TestApp app("uptime");
    host().must({"config:set", "--no-restart", "uptime", "DOKKU_DEFAULT_CHECKS_WAIT=3"});
    host().must({"ps:scale", "uptime", "web=0", "worker=1"});
    const util::Ended failed = app.push({{"worker", "--exit=1 --after=1000"}});
    CHECK(failed.status != 0);
    CHECK(says(all_of(failed), "EXITED"));
}

TEST_CASE("the lexicographically lowest exposed port is the one probed and routed") {
    TestApp app("ports");
    const std::string output = app.must_push({{"web", "--text=chosen"}}, "8000 9000");
    CHECK(says(output, "8000"));
    CHECK(app.page() == "chosen");
}

TEST_CASE("bad input is one clear error and changes nothing") {
    SUBCASE("an app that does not exist") {
        const auto ended = host().run({"ps:restart", "nobody"});
        CHECK(ended.status == 20);
        CHECK(says(all_of(ended), "App nobody does not exist"));
    }
    SUBCASE("an app without an image") {
        TestApp app("no-image");
        const auto ended =
            host().run({"plugin:trigger", "scheduler-deploy", "docker-api", "no-image", "latest"});
        CHECK(ended.status == 1);
        CHECK(says(all_of(ended), "App image (dokku/no-image:latest) not found"));
    }
    SUBCASE("ports out of range") {
        TestApp app("bad-port");
        for (const char* port : {"http:80:0", "http:80:70000"})
            CHECK(host().run({"ports:set", "bad-port", port}).status != 0);
    }
    SUBCASE("a flag nobody knows") {
        TestApp app("bad-json");
        const auto ended = host().push(
            "bad-json", {{"Dockerfile", "FROM scratch\nCOPY x /x\n"}, {"x", "x"}, {"app.json", "{\"a\": "}});
        CHECK(ended.status != 0);
        CHECK(says(all_of(ended), "app.json"));
        CHECK(app.containers().empty());
    }
}

TEST_CASE("an Engine that cannot be reached is said so, and nothing changes") {
    TestApp app("no-engine");
    app.must_push({{"web", "--text=here"}});
    const auto before = app.serving();
    const std::vector<std::string> deploy{"plugin:trigger", "scheduler-deploy", "docker-api", "no-engine",
                                          "latest"};

    SUBCASE("one that is down") {
        const auto ended = host().run(deploy, {{"DOCKER_HOST", "unix:///run/nothing.sock"}});
        CHECK(ended.status == 1);
        CHECK_MESSAGE(says(all_of(ended), "is the Docker Engine running"), all_of(ended));
    }
    SUBCASE("one whose socket this user may not open") {
        std::filesystem::permissions("/var/run/docker.sock", std::filesystem::perms(0600));
        const auto ended = host().run(deploy);
        std::filesystem::permissions("/var/run/docker.sock", std::filesystem::perms(0660));
        CHECK(ended.status == 1);
        CHECK_MESSAGE(says(all_of(ended), "group docker"), all_of(ended));
    }
    SUBCASE("one on another machine") {
        const auto ended = host().run(deploy, {{"DOCKER_HOST", "tcp://192.0.2.1:2375"}});
        CHECK(ended.status == 1);
        CHECK_MESSAGE(says(all_of(ended), "192.0.2.1"), all_of(ended));
    }
    CHECK(app.serving() == before);
    CHECK(app.page() == "here");
}

TEST_CASE("properties are set, reported with their source, and refused when bad") {
    TestApp app("settings");
    const auto set = host().run({"scheduler-docker-api:set", "settings", "release-healthcheck-timeout", "7"});
    CHECK(set.output == "=====> Setting release-healthcheck-timeout to 7\n");
    const auto report = host().run({"scheduler-docker-api:report", "settings"});
    CHECK(says(report.output, "=====> settings scheduler docker api information"));
    CHECK(host()
              .run({"scheduler-docker-api:report", "settings",
                    "--scheduler-docker-api-computed-release-healthcheck-timeout"})
              .output == "7\n");
    CHECK(says(host().run({"scheduler-docker-api:report", "settings", "--format", "json"}).output,
               "\"computed-release-healthcheck-timeout\":\"7\""));
    CHECK(says(all_of(host().run({"scheduler-docker-api:set", "settings", "no-such-key", "1"})),
               "Invalid key specified, valid keys include:"));
    CHECK(host().run({"scheduler-docker-api:set", "settings", "release-healthcheck-timeout", "901"}).status ==
          1);
    CHECK(host().run({"scheduler-docker-api:set", "nobody", "drain", "timer"}).status == 20);
}
