#include "standalone_host.hpp"

#include "support/scripted_server.hpp"
#include "util/text.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <mutex>

using namespace e2e;
using support::Peer;
using support::ScriptedServer;

namespace {

std::map<std::string, std::string> app_json(const std::string& entries) {
    return {{"app.json", R"({"healthchecks":{"web":[)" + entries + "]}}"}};
}

/// A server of this machine that takes one request after the other and keeps them.
class Hook {
public:
    Hook()
        : server_([this](const Peer& peer) {
              const std::string head = peer.hear_request();
              peer.say("HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n");
              const std::lock_guard guard(mutex_);
              heard_ += head;
          }) {}
    std::string url() const { return "http://127.0.0.1:" + std::to_string(server_.port()) + "/hook"; }
    std::string heard() const {
        const std::lock_guard guard(mutex_);
        return heard_;
    }

private:
    mutable std::mutex mutex_;
    std::string heard_;
    ScriptedServer server_;
};

}

TEST_CASE("a deploy tells every setting that is no default, and so does the report") {
    TestApp app("chosen");
    host().must({"checks:set", "chosen", "wait-to-retire", "3"});
    host().must({"config:set", "--no-restart", "chosen", "STRICT_HEALTH_CHECKS=false"});
    const std::string output = app.must_push({{"web", "--text=hello"}});
    CHECK(says(output, "checks-wait-to-retire is 3 (the app's property)"));
    CHECK(says(output, "strict-health-checks is false (config STRICT_HEALTH_CHECKS)"));
    CHECK(says(output, "release-healthcheck-timeout is 20 (global config RELEASE_HEALTHCHECK_TIMEOUT)"));
    const auto source = [](const std::string& key) {
        return host().must({"scheduler-docker-api:report", "chosen", "--scheduler-docker-api-source-" + key});
    };
    CHECK(source("checks-wait-to-retire") == "the app's property\n");
    CHECK(source("strict-health-checks") == "config STRICT_HEALTH_CHECKS\n");
    CHECK(source("drain") == "default\n");
}

TEST_CASE("running containers are checked again, by app, type and index, and none is stopped") {
    TestApp app("again");
    host().must({"ps:scale", "again", "web=2", "worker=1"});
    app.must_push({{"web", "--text=hello"}, {"worker", "--idle"}});
    const std::string all = host().must({"checks:run", "again"});
    for (const char* name : {"web.1", "web.2", "worker.1"}) {
        CHECK(says(all, std::string("Running checks for app (again.") + name + ")"));
        CHECK(says(all, std::string("All checks successful (") + name + ")"));
    }
    CHECK(says(all, "Checking the release that serves (web.1)"));
    CHECK_FALSE(says(host().must({"checks:run", "again", "web.2"}), "web.1"));
    CHECK(host().run({"checks:run", "again", "web.3"}).status == 1);
    CHECK(host().run({"checks:run", "again", "clock"}).status == 1);

    host().must({"checks:skip", "again", "worker"});
    CHECK(says(host().must({"checks:run", "again", "worker"}),
               "Zero downtime checks have been skipped (worker.1)"));

    docker({"pause", "again.web.1"});
    host().must(
        {"config:set", "--no-restart", "again", "RELEASE_HEALTHCHECK_TIMEOUT=1", "DOKKU_CHECKS_TIMEOUT=1"});
    const util::Ended failed = host().run({"checks:run", "again", "web"});
    CHECK(failed.status == 1);
    CHECK_MESSAGE(says(all_of(failed), "NO_ANSWER"), all_of(failed));
    CHECK(says(all_of(failed), "All checks successful (web.2)"));
    docker({"unpause", "again.web.1"});
    CHECK(app.containers("running").size() == 3);
}

TEST_CASE("a skipped type is not waited for, and its containers overlap") {
    TestApp app("skipped");
    host().must({"checks:set", "skipped", "default-wait", "3600"});
    host().must({"config:set", "--no-restart", "skipped", "RELEASE_HEALTHCHECK_TIMEOUT=900"});
    host().must({"checks:set", "skipped", "wait-to-retire", "600"});
    host().must({"checks:skip", "skipped"});
    app.must_push({{"web", "--text=one"}});
    const auto before = app.serving();
    const std::string second = app.must_push({{"web", "--idle"}});
    CHECK(says(second, "Zero downtime checks have been skipped (web.1)"));
    CHECK(app.serving() != before);
    CHECK(app.containers("running").size() == 2);
}

TEST_CASE("a disabled type stops before its successor starts, and comes back when that fails") {
    TestApp app("disabled");
    host().must({"ps:scale", "disabled", "web=1", "worker=1"});
    app.must_push({{"web", "--text=old"}, {"worker", "--idle"}});
    host().must({"checks:disable", "disabled", "web,worker"});
    const util::Ended failed = app.push({{"web", "--exit=3"}, {"worker", "--idle"}});
    CHECK(failed.status != 0);
    CHECK(says(all_of(failed), "web is stopped before it is replaced: its checks are disabled"));
    CHECK(says(all_of(failed), "Starting the previous web.1 again"));
    CHECK(holds_soon([&] { return app.page() == "old"; }));
    CHECK(util::read_file(host().root() / "apps" / "disabled" / "IP.web.1") ==
          inspect(app.serving().at("web.1"), "{{.NetworkSettings.IPAddress}}"));
    CHECK(app.containers("running").size() == 2);
    const std::string replaced = app.must_push({{"web", "--text=new"}, {"worker", "--idle"}});
    CHECK(replaced.find("Stopping ") < replaced.find("All checks successful (web.1)"));
    CHECK(holds_soon([&] { return app.page() == "new"; }));
    CHECK(app.containers("running").size() == 2);

    host().must({"checks:enable", "disabled"});
    CHECK_FALSE(says(app.must_push({{"web", "--text=newer"}, {"worker", "--idle"}}), "is stopped before"));
    host().must({"checks:disable", "disabled"});
    CHECK(says(app.must_push({{"web", "--text=newest"}, {"worker", "--idle"}}),
               "worker is stopped before it is replaced"));
}

TEST_CASE("a failed healthcheck calls its onFailure URL, and runs its command only where allowed") {
    TestApp app("on-failure");
    app.must_push({{"web", "--text=old"}});
    const Hook hook;
    const util::Path heard = host().root() / "heard";
    const std::string action = R"("onFailure":{"url":")" + hook.url() +
                               R"(","command":["/bin/sh","-c","cat >)" + heard.string() + R"("]})";
    const auto fails = app_json(
        R"({"type":"startup","name":"gold","path":"/","content":"gold","attempts":1,)" + action + "}");

    const util::Ended refused = app.push({{"web", "--text=new"}}, "", fails);
    CHECK(refused.status != 0);
    CHECK(app.page() == "old");
    CHECK(says(hook.heard(), "POST /hook HTTP/1.1"));
    CHECK(says(all_of(refused), "The onFailure command of gold does not run on this host"));
    CHECK_FALSE(util::read_file(heard));

    host().must({"scheduler-docker-api:set", "on-failure", "allow-failure-command", "true"});
    CHECK(app.push({{"web", "--text=new"}}, "", fails).status != 0);
    const std::string told = util::read_file(heard).value_or("");
    CHECK(says(told, R"("healthcheck_name":"gold")"));
    CHECK(says(told, R"("code":"BAD_CONTENT")"));
    CHECK(says(told, R"("container":"web.1")"));
    util::remove_file(heard);

    const auto warns =
        app_json(R"({"type":"startup","name":"wish","path":"/","content":"gold","attempts":1,"warn":true,)" +
                 action + "}");
    const util::Ended accepted = app.push({{"web", "--text=new"}}, "", warns);
    CHECK_MESSAGE(accepted.status == 0, all_of(accepted));
    CHECK(app.page() == "new");
    CHECK(says(util::read_file(heard).value_or(""), R"("healthcheck_name":"wish")"));
}

TEST_CASE("an app.yml declares what an app.json would") {
    TestApp app("in-yaml");
    const std::string yaml = R"(healthchecks:
  web:
    - type: startup
      name: says new
      path: /
      content: new
      attempts: 1
)";
    const util::Ended refused = app.push({{"web", "--text=stale"}}, "", {{"app.yml", yaml}});
    CHECK(refused.status != 0);
    CHECK_MESSAGE(says(all_of(refused), "BAD_CONTENT"), all_of(refused));
    CHECK(app.push({{"web", "--text=new"}}, "", {{"app.yml", yaml}}).status == 0);
    const util::Ended bad = app.push({{"web", "--text=new"}}, "", {{"app.yml", yaml + "      wait: soon\n"}});
    CHECK_MESSAGE(says(all_of(bad), "app.yml: healthchecks.web[0].wait is \"soon\""), all_of(bad));
}

TEST_CASE("a CHECKS file checks web") {
    TestApp app("with-checks");
    const std::string checks = "# of old\nWAIT=0\nTIMEOUT=2\nATTEMPTS=1\n\n/ new\n//other.example.com/ new\n";
    const util::Ended refused = app.push({{"web", "--text=stale"}}, "", {{"CHECKS", checks}});
    CHECK(refused.status != 0);
    CHECK_MESSAGE(says(all_of(refused), "BAD_CONTENT"), all_of(refused));
    CHECK(says(all_of(refused), "Usage of the CHECKS file is deprecated"));
    const util::Ended accepted = app.push({{"web", "--text=new"}}, "", {{"CHECKS", checks}});
    CHECK_MESSAGE(accepted.status == 0, all_of(accepted));
    const util::Ended bad = app.push({{"web", "--text=new"}}, "", {{"CHECKS", "WAIT=soon\n/ new\n"}});
    CHECK_MESSAGE(says(all_of(bad), "CHECKS line 1: WAIT must be a whole number"), all_of(bad));
}

TEST_CASE("endpoints of type tcp and tls need a connection, of type http an answer") {
    TestApp app("endpoints");
    host().must({"config:set", "--no-restart", "endpoints", "RELEASE_HEALTHCHECK_TIMEOUT=2",
                 "DOKKU_CHECKS_TIMEOUT=2"});
    const util::Ended refused = app.push({{"web", "--silent"}});
    CHECK(refused.status != 0);
    CHECK_MESSAGE(says(all_of(refused), "NO_ANSWER"), all_of(refused));
    for (const char* type : {"tcp", "tls"}) {
        CAPTURE(type);
        host().must({"scheduler-docker-api:set", "endpoints", "endpoint-type", type});
        const util::Ended accepted = app.push({{"web", "--silent"}});
        CHECK_MESSAGE(accepted.status == 0, all_of(accepted));
        CHECK(says(all_of(accepted), std::string("endpoint-type is ") + type + " (the app's property)"));
    }
    CHECK(host().run({"scheduler-docker-api:set", "endpoints", "endpoint-type", "smtp"}).status == 1);
    CHECK(app.push({{"web", "--idle"}}).status != 0);
}

TEST_CASE("the endpoint's port can be chosen and changed") {
    TestApp app("port-choice");
    const std::string lowest = app.must_push({{"web", "--text=443"}}, "443 80");
    CHECK(says(lowest, "web is expected on port 443"));
    CHECK(says(lowest, "also there: 80 (exposed); property endpoint-port chooses"));
    host().must({"scheduler-docker-api:set", "port-choice", "endpoint-port", "80"});
    CHECK(says(app.must_push({{"web", "--text=80"}}, "443 80"),
               "web is expected on port 80 (property endpoint-port)"));
    CHECK(app.page() == "80");
    CHECK(host().run({"scheduler-docker-api:set", "port-choice", "endpoint-port", "0"}).status == 1);
}

TEST_CASE("docker healthcheck checks a container of anybody's, and exits with the number of failures") {
    TestApp app("by-docker");
    app.must_push({{"web", "--text=hello"}});
    const util::Path plugins = "/usr/local/lib/docker/cli-plugins";
    std::filesystem::create_directories(plugins);
    std::filesystem::create_symlink(program("SCHEDULER_PROGRAM"), plugins / "docker-healthcheck");
    const util::TemporaryDirectory directory;
    const auto check = [&](const std::string& entries, const std::vector<std::string>& flags = {}) {
        util::write_file(directory.path() / "app.json", app_json(entries).at("app.json"));
        std::vector<std::string> words{"docker", "healthcheck", "check", "by-docker.web.1"};
        words.insert(words.end(), flags.begin(), flags.end());
        return util::run({.words = words, .directory = directory.path()});
    };
    const util::Ended good = check(
        R"({"type":"startup","name":"page","path":"/","content":"hello"},{"type":"startup","name":"up","listening":true})");
    CHECK_MESSAGE(good.status == 0, all_of(good));
    CHECK(says(good.output, "Executing 2 healthchecks"));
    CHECK(says(good.output, "Healthcheck succeeded name='page'"));

    const util::Ended bad = check(
        R"({"type":"startup","name":"gold","path":"/","content":"gold","attempts":1},)"
        R"({"type":"startup","name":"shell","command":["/app_server","--exit=3","--idle"],"attempts":1},)"
        R"({"type":"startup","name":"wish","path":"/","content":"gold","attempts":1,"warn":true},)"
        R"({"type":"startup","name":"up","listening":true})");
    CHECK_MESSAGE(bad.status == 2, all_of(bad));
    CHECK(says(bad.error, "Failure in name='gold'"));
    CHECK(says(bad.error, "Failure in name='shell'"));
    CHECK(says(bad.output, "Healthcheck succeeded name='up'"));

    const std::string page = R"({"type":"readiness","name":"page","path":"/","attempts":1})";
    CHECK(check(page, {"--type", "readiness"}).status == 0);
    CHECK(check(page, {"--type", "readiness", "--port", "5999"}).status == 1);
    CHECK(check(page, {"--type", "readiness", "--ip-address", "127.0.0.1"}).status == 1);
    CHECK(check(page, {"--type", "readiness", "--network", "no-such"}).status == 1);
    const util::Ended others = check(page, {"--process-type", "worker"});
    CHECK_MESSAGE(others.status == 0, all_of(others));
    CHECK(says(others.output, "autogenerated"));
    CHECK(util::run({.words = {"docker", "healthcheck", "exists", "web"}, .directory = directory.path()})
              .status == 0);
    docker({"stop", "by-docker.web.1"});
    CHECK(says(check(page).error, "Container state: exited"));
}
