#include "dokku/healthchecks.hpp"

#include "util/error.hpp"

#include <doctest/doctest.h>

using namespace dokku;
using namespace std::chrono_literals;
using Entry = HealthcheckEntry;
using Texts = std::vector<std::string>;

namespace {

Healthchecks parse(const std::string& web) {
    return parse_healthchecks({"app.json", R"({"healthchecks":{"web":)" + web + "}}"});
}

/// The only entry, which has a type beside the given members.
Entry entry(const std::string& members) {
    return parse("[{\"type\":\"startup\"" + (members.empty() ? "" : "," + members) + "}]")
        .by_type.at("web")
        .at(0);
}

std::string refusal(const std::string& web) {
    try {
        parse(web);
        return "accepted";
    } catch (const util::Error& error) {
        return error.what();
    }
}

}

TEST_CASE("all fields of an entry are read") {
    const Healthchecks checks = parse(R"([{
        "type": "startup", "name": "ready", "description": "for people", "path": "/ready?x=1", "content": "ok",
        "httpHeaders": [{"name": "host", "value": "shop.example.com"}, {"name": "X-A", "value": ""}],
        "scheme": "https", "port": 8080, "attempts": 4, "initialDelay": 1, "timeout": 2, "wait": 0, "warn": true,
        "onFailure": {"command": ["notify", "me"], "url": "https://example.com/hook"}}])");
    CHECK(checks.warnings.empty());
    const Entry& read = checks.by_type.at("web").at(0);
    CHECK(read.origin == Entry::Origin::app_json);
    CHECK(read.place == "app.json: healthchecks.web[0]");
    CHECK(read.name == "ready");
    CHECK(read.type == Entry::Type::startup);
    CHECK(read.kind == Entry::Kind::path);
    CHECK(read.path == "/ready?x=1");
    CHECK(read.content == "ok");
    CHECK(read.headers == std::map<std::string, std::string>{{"Host", "shop.example.com"}, {"X-A", ""}});
    CHECK(read.scheme == "https");
    CHECK(read.port == 8080);
    CHECK(read.attempts == 4);
    CHECK(read.initial_delay == 1s);
    CHECK(read.timeout == 2s);
    CHECK(read.wait == 0s);
    CHECK(read.warn);
    CHECK(read.on_failure.command == Texts{"notify", "me"});
    CHECK(read.on_failure.url == "https://example.com/hook");
}

TEST_CASE("the kind of an entry is the field that it has") {
    CHECK(entry("").kind == Entry::Kind::path);
    CHECK(entry("").path == "/");
    CHECK(entry("").name == "path /");
    CHECK(entry(R"("path":"/up")").name == "path /up");
    CHECK(entry(R"("listening":true,"port":3000)").kind == Entry::Kind::listening);
    CHECK(entry(R"("listening":false)").kind == Entry::Kind::path);
    CHECK(entry(R"("uptime":30)").kind == Entry::Kind::uptime);
    CHECK(entry(R"("uptime":30)").uptime == 30s);
    CHECK(entry(R"("uptime":30)").name == "uptime 30 s");
    CHECK(entry(R"("uptime":0)").kind == Entry::Kind::uptime);
    CHECK(entry(R"("uptime":0,"path":"/up")").kind == Entry::Kind::path);
    CHECK(entry(R"("command":["bin/ready","now"])").command == Texts{"bin/ready", "now"});
    CHECK(entry(R"("command":["bin/ready","now"])").name == "command bin/ready now");
    CHECK(entry(R"("command":"curl -f http://x || exit 1")").command ==
          Texts{"/bin/sh", "-c", "curl -f http://x || exit 1"});
    CHECK(entry(R"("command":[],"path":"")").kind == Entry::Kind::path);
    CHECK(entry(R"("command":null,"attempts":null)").kind == Entry::Kind::path);

    SUBCASE("of which there is one") {
        CHECK(refusal(R"([{"path":"/","command":["x"]}])") ==
              "app.json: healthchecks.web[0] has both command and path, but an entry is one kind of check");
        for (const char* two : {R"("path":"/","uptime":1)", R"("listening":true,"uptime":1)",
                                R"("command":"x","listening":true)", R"("command":"x","uptime":1)",
                                R"("path":"/","listening":true)"})
            CHECK_THROWS_AS_MESSAGE(entry(two), util::Error, two);
    }
}

TEST_CASE("a bad value is refused with file, field and value") {
    CHECK(refusal(R"([{},{"attempts":"many"}])") ==
          "app.json: healthchecks.web[1].attempts is \"many\", but must be a whole number from 1 to 1000");
    CHECK(refusal(R"([{"port":70000}])") ==
          "app.json: healthchecks.web[0].port is 70000, but must be a whole number from 1 to 65535");
    CHECK(refusal(R"([{"httpHeaders":[{"name":"A","value":"x\r\nB: y"}]}])") ==
          "app.json: healthchecks.web[0].httpHeaders[0].value is \"x\\r\\nB: y\", but must be a text without "
          "control "
          "characters");
    CHECK(refusal(R"({"path":"/"})") ==
          "app.json: healthchecks.web is {\"path\":\"/\"}, but must be a list of checks");
    CHECK(refusal("[1]") == "app.json: healthchecks.web[0] is 1, but must be an object");

    for (const char* bad : {R"("attempts":0)",
                            R"("attempts":1.5)",
                            R"("attempts":-1)",
                            R"("attempts":99999999999999999999)",
                            R"("timeout":0)",
                            R"("wait":-1)",
                            R"("initialDelay":true)",
                            R"("uptime":"10")",
                            R"("uptime":-1)",
                            R"("path":"up")",
                            R"("path":"/a b")",
                            R"("path":"/a\nb")",
                            R"("path":5)",
                            R"("content":[])",
                            R"("scheme":"ftp")",
                            R"("type":"sometimes")",
                            R"("name":1)",
                            R"("warn":"yes")",
                            R"("listening":1)",
                            R"("command":[1])",
                            R"("command":{"a":1})",
                            R"("command":["a\u0000b"])",
                            R"("httpHeaders":{})",
                            R"("httpHeaders":[{"value":"x"}])",
                            R"("httpHeaders":[{"name":"a b","value":"x"}])",
                            R"("httpHeaders":["x"])",
                            R"("onFailure":"x")",
                            R"("onFailure":{"url":"file:///etc/passwd"})",
                            R"("onFailure":{"url":"http://"})",
                            R"("onFailure":{"command":5})",
                            R"("port":0)"})
        CHECK_THROWS_AS_MESSAGE(entry(bad), util::Error, bad);
    CHECK_THROWS_AS(parse_healthchecks({"app.json", R"({"healthchecks":[]})"}), util::Error);
    CHECK_THROWS_AS(parse_healthchecks({"app.json", R"({"healthchecks":{"we b":[]}})"}), util::Error);
    CHECK_THROWS_AS(entry("\"content\":\"" + std::string(70000, 'x') + "\""), util::Error);
}

TEST_CASE("an unknown key is a warning with the nearest known one") {
    CHECK(parse(R"([{"type":"startup","atempts":3}])").warnings ==
          Texts{"app.json: healthchecks.web[0] has an unknown key atempts, did you mean attempts?"});
    CHECK(parse(R"([{"type":"startup","zzz":3,"onFailure":{"urls":"x"}}])").warnings ==
          Texts{"app.json: healthchecks.web[0] has an unknown key zzz",
                "app.json: healthchecks.web[0].onFailure has an unknown key urls, did you mean url?"});
    CHECK(parse(R"([{"type":"startup","httpHeaders":[{"name":"A","val":"x"}]}])").warnings ==
          Texts{"app.json: healthchecks.web[0].httpHeaders[0] has an unknown key val, did you mean value?"});
}

TEST_CASE("the type says when a check runs") {
    CHECK(parse(R"([{"path":"/"}])").warnings ==
          Texts{"app.json: healthchecks.web[0] has no type, it counts as startup"});
    CHECK(parse(R"([{"path":"/"}])").at_deploy("web").size() == 1);

    const Healthchecks checks = parse(R"([{"type":"readiness","path":"/r"},{"type":"liveness","path":"/l"},
                                          {"type":"startup","path":"/s"}])");
    REQUIRE(checks.at_deploy("web").size() == 1);
    CHECK(checks.at_deploy("web")[0].path == "/s");
    CHECK(checks.at_deploy("worker").empty());
    CHECK(
        checks.warnings ==
        Texts{"app.json: healthchecks.web[0] (path /r) is a readiness check, which does not run at a deploy",
              "app.json: healthchecks.web[1] (path /l) is a liveness check, which does not run at a deploy"});

    SUBCASE("those that do not run are validated all the same") {
        CHECK_THROWS_AS(parse(R"([{"type":"liveness","port":"x"}])"), util::Error);
    }
}

TEST_CASE("an app.json without checks, and the YAML twin with some") {
    CHECK(parse_healthchecks({"app.json", "{}"}).by_type.empty());
    CHECK(parse_healthchecks({"app.json", R"({"healthchecks":null,"cron":[]})"}).by_type.empty());
    CHECK(parse("null").by_type.empty());
    CHECK(parse("[]").by_type.empty());
    const Healthchecks checks = parse_healthchecks(
        {"app.yml",
         "healthchecks:\n  worker:\n    - type: startup\n      command: [bin/ready]\n      wait: 2\n"});
    CHECK(checks.at_deploy("worker").at(0).command == Texts{"bin/ready"});
    CHECK(checks.at_deploy("worker").at(0).place == "app.yml: healthchecks.worker[0]");
}

TEST_CASE("CHECKS counts where app.json has no entry for web") {
    const SourceFile checks{"CHECKS", "/up\n"};
    const SourceFile with_web{"app.json", R"({"healthchecks":{"web":[{"type":"startup"}]}})"};
    const SourceFile with_worker{"app.json",
                                 R"({"healthchecks":{"worker":[{"type":"startup","uptime":1}]}})"};
    CHECK(read_healthchecks({{}, {}}).by_type.empty());
    CHECK(read_healthchecks({with_web, checks}).at_deploy("web").at(0).path == "/");
    CHECK(read_healthchecks({with_web, checks}).warnings.empty());
    CHECK(read_healthchecks({with_worker, checks}).at_deploy("web").at(0).path == "/up");
    CHECK(read_healthchecks({with_worker, checks}).at_deploy("worker").size() == 1);
    CHECK(read_healthchecks({{}, checks}).warnings.size() == 2);
    CHECK(read_healthchecks({{}, SourceFile{"CHECKS", "# nothing\n"}}).by_type.empty());
}

TEST_CASE("times come from the entry, then the app's settings, then the file's defaults") {
    const auto timing = [](const Entry& of, const Settings& settings) {
        const HealthcheckTiming found = healthcheck_timing(of, settings);
        return std::vector<long>{found.initial_delay.count(), found.timeout.count(), found.wait.count(),
                                 found.attempts};
    };
    const Entry of_app_json{.place = "x"};
    const Entry of_checks{.origin = Entry::Origin::checks_file, .place = "x"};
    CHECK(timing(of_app_json, {}) == std::vector<long>{0, 5, 5, 3});
    CHECK(timing(of_checks, {}) == std::vector<long>{5, 30, 5, 5});

    Settings settings;
    settings.initial_delay.value = 7s;
    settings.response_timeout.value = 8s;
    settings.attempts.value = 9;
    CHECK(timing(of_app_json, settings) == std::vector<long>{7, 8, 5, 9});
    CHECK(timing(of_checks, settings) == std::vector<long>{7, 8, 5, 9});
    CHECK(timing({.place = "x", .initial_delay = 0s, .timeout = 1s, .wait = 0s, .attempts = 2}, settings) ==
          std::vector<long>{0, 1, 0, 2});
}
