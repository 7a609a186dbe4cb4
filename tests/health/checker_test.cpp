#include "bench.hpp"

#include "health/inquiry.hpp"
#include "util/error.hpp"

#include <doctest/doctest.h>

namespace {

health::Check release(health::ReleaseCheck check) { return {"release", check}; }

}

TEST_CASE("without checks a container has to run") {
    Bench bench;
    CHECK(bench.check({}).code == Code::healthy);
    bench.set([](auto& container) { container.state = {.status = "exited", .exit_code = 1}; });
    CHECK(bench.check({}).code == Code::exited);
}

TEST_CASE("a release check passes at the first HTTP answer") {
    Bench bench;
    const ScriptedServer server(ScriptedServer::status(500));
    const auto verdict = bench.check({release({.port = server.port()})});
    CHECK(verdict.code == Code::healthy);
    CHECK(verdict.check == "release");
    CHECK(verdict.evidence.transcript == "0.0 s 500");
    CHECK(server.connections() == 1);
}

TEST_CASE("a release check accepts what expects TLS, and warns of it") {
    Bench bench;
    const char* words = "";
    SUBCASE("nginx") { words = "<title>400 The plain HTTP request was sent to HTTPS port</title>"; }
    SUBCASE("Apache") { words = "You're speaking plain HTTP to an SSL-enabled server port."; }
    SUBCASE("Go") { words = "Client sent an HTTP request to an HTTPS server."; }
    const ScriptedServer server(ScriptedServer::status(400, {}, words));
    const auto verdict = bench.check({release({.port = server.port()})});
    CHECK(verdict.code == Code::healthy);
    REQUIRE(verdict.warnings.size() == 1);
    CHECK(verdict.warnings[0].starts_with("it expects TLS and answers plain HTTP"));
}

TEST_CASE("a release check waits until the port answers") {
    Bench bench;
    const int port = support::free_port();
    std::optional<ScriptedServer> server;
    bench.clock.plan(3s, [&] {
        server.emplace(ScriptedServer::status(200), support::Place{"127.0.0.1", port});
    });
    const auto verdict = bench.check({release({.port = port})});
    CHECK(verdict.code == Code::healthy);
    CHECK(bench.clock.elapsed() >= 3s);
    CHECK(bench.clock.elapsed() < 3100ms);
    CHECK(verdict.evidence.transcript->starts_with("0.0-3.0 s refused x214"));
}

TEST_CASE("the longer nothing listens, the less often it is looked at") {
    CHECK(health::pause_after_refusal(0ms) == 10ms);
    CHECK(health::pause_after_refusal(1s) == 10ms);
    CHECK(health::pause_after_refusal(2s) == 20ms);
    CHECK(health::pause_after_refusal(60s) == 50ms);
}

TEST_CASE("a strict release check takes only 200 from /healthcheck") {
    Bench bench;
    std::atomic<int> requests = 0;
    std::string heard;
    const ScriptedServer server([&](const support::Peer& peer) {
        heard = peer.hear_request();
        peer.say(++requests < 4 ? "HTTP/1.1 503 Busy\r\n\r\n" : "HTTP/1.1 200 OK\r\n\r\n");
    });
    const auto verdict = bench.check({release({.port = server.port(), .strict = true})});
    CHECK(verdict.code == Code::healthy);
    CHECK(heard.starts_with("GET /healthcheck HTTP/1.1"));
    CHECK(requests == 4);
    CHECK(verdict.evidence.transcript->starts_with("0.0-0.6 s 503 x3, "));
}

TEST_CASE("a strict release check fails at its deadline") {
    Bench bench;
    SUBCASE("with the status it got") {
        const ScriptedServer server(ScriptedServer::status(404));
        const auto verdict = bench.check({release({.port = server.port(), .strict = true, .deadline = 10s})});
        CHECK(verdict.code == Code::bad_status);
        CHECK(verdict.evidence.http_status == 404);
        CHECK(verdict.evidence.request == "GET /healthcheck");
        CHECK(verdict.evidence.deadline == 10s);
    }
    SUBCASE("with the address of a redirect") {
        const ScriptedServer server(ScriptedServer::status(301, "Location: https://example.com/\r\n"));
        const auto verdict = bench.check({release({.port = server.port(), .strict = true, .deadline = 10s})});
        CHECK(verdict.code == Code::redirected);
        CHECK(verdict.evidence.location == "https://example.com/");
    }
}

TEST_CASE("what answers wrongly is told by its kind") {
    Bench bench;
    struct Row {
        const char* situation;
        support::Script script;
        Code code;
    };
    const std::vector<Row> rows = {
        {"speaks first", ScriptedServer::banner("SSH-2.0-OpenSSH_9.2\r\n"), Code::not_http},
        {"resets", ScriptedServer::reset(), Code::reset},
        {"closes", ScriptedServer::close(), Code::reset},
        {"never answers", ScriptedServer::silence(), Code::no_answer},
    };
    for (const Row& row : rows) {
        CAPTURE(row.situation);
        const ScriptedServer server(row.script);
        const auto verdict =
            bench.check({release({.port = server.port(), .deadline = 1s, .response_timeout = 50ms})});
        CHECK(to_string(verdict.code) == to_string(row.code));
        CHECK(verdict.evidence.endpoint == health::Socket{"127.0.0.1", server.port(), false});
    }
    CHECK(bench.notices ==
          std::vector<std::string>{"web.1 answers something that is not HTTP, waiting for HTTP until 1 s"});
}

TEST_CASE("a port that refuses until the deadline, no table to be had") {
    Bench bench;
    const auto verdict = bench.check({release({.port = support::free_port()})});
    CHECK(verdict.code == Code::refused);
    CHECK_FALSE(verdict.evidence.listeners);
    CHECK(verdict.evidence.no_listeners_because == "process 0 is not visible here as the container's");
    CHECK(bench.clock.elapsed() > 179s);
    CHECK(bench.clock.elapsed() <= 180s);
}

TEST_CASE("a port that refuses until the deadline is told by what listens") {
    VisibleBench bench;
    const int port = support::free_port();
    const std::vector<health::Check> checks = {release({.port = port, .deadline = 60s})};
    SUBCASE("the loopback only") {
        bench.listen(listener("0200007F", port));
        const auto verdict = bench.check(checks);
        CHECK(verdict.code == Code::loopback_only);
        CHECK(verdict.evidence.listeners == std::vector<health::Socket>{{"127.0.0.2", port, false}});
        CHECK(bench.notices == std::vector<std::string>{"web.1 listens on 127.0.0.2:" + std::to_string(port) +
                                                        ", waiting for 0.0.0.0 until 1 min"});
    }
    SUBCASE("another port") {
        bench.listen(listener("00000000", port + 1));
        bench.subject.exposed_ports = {"8080/tcp"};
        const auto verdict = bench.check(checks);
        CHECK(verdict.code == Code::other_port);
        CHECK(verdict.evidence.exposed_ports == std::vector<std::string>{"8080/tcp"});
        CHECK(bench.notices.size() == 1);
    }
    SUBCASE("nothing, while it waits for another host") {
        bench.listen("   0: 020011AC:A2C4 030011AC:1538 02 0\n");
        bench.engine.set_log_line("2100-01-01T00:00:00Z connecting\n");
        const auto verdict = bench.check(checks);
        CHECK(verdict.code == Code::no_listener);
        CHECK(verdict.evidence.waiting_for == std::vector<health::Socket>{{"172.17.0.3", 5432, false}});
    }
    SUBCASE("nothing, idle and silent") {
        bench.use_cpu(1s);
        bench.engine.set_log_line("2020-01-01T00:00:00Z once upon a time\n");
        CHECK(bench.check(checks).code == Code::no_listener);
    }
    SUBCASE("nothing, but it still writes") {
        bench.engine.set_log_line("2100-01-01T00:00:00Z loading\n");
        CHECK(bench.check(checks).code == Code::slow_boot);
    }
    SUBCASE("nothing, but it still computes") {
        bench.use_cpu(1s);
        bench.clock.plan(55s, [&] { bench.use_cpu(3s); });
        CHECK(bench.check(checks).code == Code::slow_boot);
    }
    SUBCASE("as it should, yet it is refused") {
        bench.listen(listener("00000000", port));
        CHECK(bench.check(checks).code == Code::refused);
    }
}

TEST_CASE("a wrong listener on the way is told, but does not decide") {
    VisibleBench bench;
    const int port = support::free_port();
    bench.listen(listener("0200007F", port));
    std::optional<ScriptedServer> server;
    bench.clock.plan(9s, [&] {
        server.emplace(ScriptedServer::status(200), support::Place{"127.0.0.1", port});
    });
    const auto verdict = bench.check({release({.port = port})});
    CHECK(verdict.healthy());
    CHECK(verdict.warnings.size() == 1);
    CHECK(bench.notices.size() == 1);
}

TEST_CASE("with host networking a listener that was there before does not count") {
    VisibleBench bench;
    const int port = support::free_port();
    bench.listen(listener("00000000", 22) + listener("00000000", 8080));
    bench.subject.host_network = true;
    bench.subject.listeners_before = {{"0.0.0.0", 22, false}};
    const auto verdict = bench.check({release({.port = port, .deadline = 60s})});
    CHECK(verdict.code == Code::other_port);
    CHECK(verdict.evidence.listeners == std::vector<health::Socket>{{"0.0.0.0", 8080, false}});
}

TEST_CASE("a deadline of zero is one try") {
    Bench bench;
    CHECK(bench.check({release({.port = support::free_port(), .deadline = 0s})}).evidence.transcript ==
          "0.0 s refused");
    const ScriptedServer server(ScriptedServer::status(200));
    CHECK(bench.check({release({.port = server.port(), .deadline = 0s})}).healthy());
}

TEST_CASE("an initial delay comes before the deadline begins") {
    Bench bench;
    const ScriptedServer server(ScriptedServer::status(200));
    CHECK(bench.check({release({.port = server.port(), .deadline = 1s, .initial_delay = 20s})}).healthy());
    CHECK(bench.clock.elapsed() == 20s);
}

TEST_CASE("a connection is enough for tcp and tls") {
    Bench bench;
    for (const auto type : {health::EndpointType::tcp, health::EndpointType::tls}) {
        const ScriptedServer server(ScriptedServer::close());
        CHECK(bench.check({release({.port = server.port(), .endpoint_type = type})}).healthy());
    }
}

TEST_CASE("the address is the container's own when none is given") {
    Bench bench;
    const ScriptedServer server(ScriptedServer::status(200));
    bench.subject.ip_address.clear();
    SUBCASE("on a network") {
        bench.set([](auto& container) { container.networks = {{"bridge", "127.0.0.1"}}; });
        CHECK(bench.check({release({.port = server.port()})}).healthy());
    }
    SUBCASE("on the host's") {
        bench.subject.host_network = true;
        CHECK(bench.check({release({.port = server.port()})}).healthy());
    }
    SUBCASE("on none") { CHECK(bench.check({release({.port = server.port()})}).code == Code::start_failed); }
}

TEST_CASE("with host networking a port that was taken before is a failed start") {
    Bench bench;
    bench.subject.host_network = true;
    const ScriptedServer server(ScriptedServer::status(200));
    bench.subject.listeners_before = health::host_listeners();
    const auto verdict = bench.check({release({.port = server.port()})});
    CHECK(verdict.code == Code::start_failed);
    CHECK(verdict.evidence.engine_error->find("address already in use") != std::string::npos);
}

TEST_CASE("an uptime check passes a container that still runs then") {
    Bench bench;
    const health::Check uptime{"uptime", health::UptimeCheck{10s}};
    SUBCASE("after the whole time for a new one") {
        CHECK(bench.check({uptime}).healthy());
        CHECK(bench.clock.elapsed() >= 9s);
        CHECK(bench.clock.elapsed() <= 10s);
    }
    SUBCASE("at once for an old one") {
        bench.set([](auto& container) { container.state.started_at = "2026-11-21T00:46:18Z"; });
        CHECK(bench.check({uptime}).healthy());
        CHECK(bench.clock.elapsed() == 0s);
    }
    SUBCASE("but not one that was restarted") {
        bench.set([](auto& container) { container.restart_count = 2; });
        const auto verdict = bench.check({uptime});
        CHECK(verdict.code == Code::uptime);
        CHECK(verdict.evidence.restarts == 2);
        CHECK(verdict.evidence.required_uptime == 10s);
    }
    SUBCASE("nor one that is paused") {
        bench.set([](auto& container) { container.state.status = "paused"; });
        CHECK(bench.check({uptime}).code == Code::uptime);
    }
}

TEST_CASE("every check ends at once when the container does") {
    Bench bench;
    util::SystemClock real;
    bench.stop = {};
    const ScriptedServer server([&](const support::Peer& peer) {
        peer.hear_request();
        bench.engine.end(3);
        peer.wait_for_close();
    });
    const health::ReleaseCheck asking{.port = server.port(), .deadline = 1h, .response_timeout = 1h};
    const auto verdict = bench.check_on(real, {{"uptime", health::UptimeCheck{1h}}, release(asking)});
    CHECK(verdict.code == Code::exited);
    CHECK(verdict.evidence.exit_code == 3);
}

TEST_CASE("the Engine's event tells how a container ended, without an inspection that would wait") {
    Bench bench;
    util::SystemClock real;
    const ScriptedServer server([&](const support::Peer& peer) {
        peer.hear_request();
        bench.engine.remove();
        // 2027-01-15T08:00:01.5Z, 1.5 s after the start.
        bench.engine.push_event(
            R"({"Type":"container","Action":"die","timeNano":1800000001500000000,"Actor":{"ID":")" +
            std::string(FakeEngine::id) + R"(","Attributes":{"exitCode":"3"}}})" + "\n");
        peer.wait_for_close();
    });
    const auto verdict =
        bench.check_on(real, {release({.port = server.port(), .deadline = 1h, .response_timeout = 1h})});
    CHECK(verdict.code == Code::exited);
    CHECK(verdict.evidence.exit_code == 3);
    CHECK(verdict.evidence.run_time == 1500ms);
    CHECK(verdict.evidence.command == std::vector<std::string>{"node", "server.js"});
}

TEST_CASE("an answer counts only while the main process runs, whatever the Engine knows so far") {
    VisibleBench bench;
    const ScriptedServer server([&](const support::Peer& peer) {
        peer.hear_request();
        std::filesystem::remove_all(bench.kernel.path() / "proc" / "7");
        peer.say("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    });
    bench.clock.plan(1s, [&] { bench.engine.end(0); });
    CHECK(bench.check({release({.port = server.port()})}).code == Code::exited_zero);
}

TEST_CASE("one whose start was not stamped yet is inspected when it has ended") {
    Bench bench;
    docker::ContainerState state{.started_at = "2027-01-15T08:00:00Z"};
    SUBCASE("and its end is stamped") {
        state.status = "exited";
        state.exit_code = 3;
        state.finished_at = "2027-01-15T08:00:01.5Z";
    }
    SUBCASE("and only the event has told its end so far") {
        state.status = "running";
        state.running = true;
        state.finished_at = "0001-01-01T00:00:00Z";
    }
    util::SystemClock real;
    bench.set([](auto& container) { container.state.started_at = "0001-01-01T00:00:00Z"; });
    const ScriptedServer server([&](const support::Peer& peer) {
        peer.hear_request();
        bench.set([&](auto& container) { container.state = state; });
        bench.engine.push_event(
            R"({"Type":"container","Action":"die","timeNano":1800000001500000000,"Actor":{"ID":")" +
            std::string(FakeEngine::id) + R"(","Attributes":{"exitCode":"3"}}})" + "\n");
        peer.wait_for_close();
    });
    const auto verdict =
        bench.check_on(real, {release({.port = server.port(), .deadline = 1h, .response_timeout = 1h})});
    CHECK(verdict.code == Code::exited);
    CHECK(verdict.evidence.run_time == 1500ms);
}

TEST_CASE("a container that ran out of memory is told apart from a killed one") {
    Bench bench;
    util::SystemClock real;
    const ScriptedServer server([&](const support::Peer& peer) {
        peer.hear_request();
        bench.engine.end(137, "oom");
        bench.engine.end(137);
        peer.wait_for_close();
    });
    CHECK(bench.check_on(real, {release({.port = server.port(), .deadline = 1h, .response_timeout = 1h})})
              .code == Code::oom_killed);
}

TEST_CASE("a container found dead at the deadline has exited, whatever its port says") {
    Bench bench;
    bench.clock.plan(5s, [&] {
        bench.set([](auto& container) { container.state = {.status = "exited", .exit_code = 2}; });
    });
    CHECK(bench.check({release({.port = support::free_port(), .deadline = 20s})}).code == Code::exited);
}

TEST_CASE("the first failure decides and stops the others") {
    Bench bench;
    util::SystemClock real;
    const ScriptedServer server(ScriptedServer::status(200));
    const auto verdict = bench.check_on(
        real, {release({.port = server.port()}),
               {"uptime", health::UptimeCheck{1h}},
               {"refused", health::ReleaseCheck{.port = support::free_port(), .deadline = 0s}}});
    CHECK(verdict.code == Code::refused);
    CHECK(verdict.check == "refused");
}

TEST_CASE("a check that only warns does not decide") {
    Bench bench;
    const ScriptedServer server(ScriptedServer::status(200));
    const auto verdict =
        bench.check({release({.port = server.port()}),
                     {.name = "port 9",
                      .kind = health::ReleaseCheck{.port = support::free_port(), .deadline = 0s},
                      .warn = true}});
    CHECK(verdict.healthy());
    CHECK(verdict.warnings == std::vector<std::string>{"port 9 failed: REFUSED"});
}

TEST_CASE("what is asked afterwards waits for the others and holds nobody up") {
    Bench bench;
    const ScriptedServer good(ScriptedServer::status(200));
    const health::Check after{"after",
                              release({.port = support::free_port(), .deadline = 1s}).kind,
                              true,
                              {},
                              health::Turn::afterwards};
    SUBCASE("once they have passed") {
        const auto verdict = bench.check({after, {"uptime", health::UptimeCheck{60s}}});
        CHECK(verdict.healthy());
        REQUIRE(verdict.warnings.size() == 1);
        CHECK(verdict.warnings[0].starts_with("after failed: "));
        CHECK(bench.clock.elapsed() >= 60s);
        CHECK(bench.clock.elapsed() < 62s);
    }
    SUBCASE("not at all once one has failed") {
        const auto verdict = bench.check({after, release({.port = support::free_port(), .deadline = 5s})});
        CHECK_FALSE(verdict.healthy());
        CHECK(verdict.warnings.empty());
    }
}

TEST_CASE("a stop interrupts") {
    Bench bench;
    util::SystemClock real;
    const ScriptedServer server([&](const support::Peer& peer) {
        peer.hear_request();
        bench.stop.request_stop();
        peer.wait_for_close();
    });
    CHECK_THROWS_AS(
        bench.check_on(real, {release({.port = server.port(), .deadline = 1h, .response_timeout = 1h}),
                              {"uptime", health::UptimeCheck{1h}}}),
        util::Interrupted);
}

TEST_CASE("a failed check says what is to happen then, whether it decides or only warns") {
    Bench bench;
    const health::FailureAction action{.url = "http://127.0.0.1/hook"};
    const ScriptedServer server(ScriptedServer::status(503));
    const health::PathCheck fails{.port = server.port(), .schedule = {.attempts = 1}};
    SUBCASE("deciding") {
        const auto verdict = bench.check({{"ready", fails, false, action}});
        REQUIRE(verdict.failed.size() == 1);
        CHECK(verdict.failed[0].name == "ready");
        CHECK(verdict.failed[0].code == Code::bad_status);
        CHECK(verdict.failed[0].action.url == action.url);
    }
    SUBCASE("warning") {
        const auto verdict = bench.check({{"wish", fails, true, action}});
        CHECK(verdict.healthy());
        REQUIRE(verdict.failed.size() == 1);
        CHECK(verdict.failed[0].name == "wish");
    }
    SUBCASE("cut short by the container's end") {
        bench.clock.plan(3s, [&] { bench.engine.end(7); });
        const auto verdict = bench.check({{"long", health::UptimeCheck{60s}, false, action}});
        CHECK(verdict.code == Code::exited);
        REQUIRE(verdict.failed.size() == 1);
        CHECK(verdict.failed[0].code == Code::exited);
    }
    SUBCASE("but not one that passes, nor one that wants nothing") {
        CHECK(bench.check({{"up", health::UptimeCheck{1s}, false, action}}).failed.empty());
        CHECK(bench.check({{"ready", fails}}).failed.empty());
    }
}

TEST_CASE("checks that are asked one by one do not end each other") {
    Bench bench;
    const ScriptedServer good(ScriptedServer::status(200)), bad(ScriptedServer::status(503));
    const auto path = [](const ScriptedServer& server) {
        return health::PathCheck{.port = server.port(), .schedule = {.attempts = 1}};
    };
    const auto verdicts = bench.check_each({{"one", path(bad)}, {"two", path(good)}, {"three", path(bad)}});
    REQUIRE(verdicts.size() == 3);
    CHECK(verdicts[0].code == Code::bad_status);
    CHECK(verdicts[1].code == Code::healthy);
    CHECK(verdicts[2].code == Code::bad_status);
    CHECK(verdicts[2].check == "three");
}

TEST_CASE("an initial delay counts from the container's start") {
    Bench bench;
    const ScriptedServer server(ScriptedServer::status(200));
    const health::PathCheck delayed{.port = server.port(), .schedule = {.initial_delay = 30s}};
    SUBCASE("of one that was just started") {
        CHECK(bench.check({{"path", delayed}}).healthy());
        CHECK(bench.clock.elapsed() >= 30s);
    }
    SUBCASE("so one that has run long enough is asked at once") {
        bench.set([](auto& container) { container.state.started_at = "2027-01-15T07:59:00Z"; });
        CHECK(bench.check({{"path", delayed}}).healthy());
        CHECK(bench.clock.elapsed() < 1s);
    }
}

TEST_CASE("no socket table is read for a container that comes up") {
    VisibleBench bench;
    bench.listen(listener("0100007F", 4999));
    const int port = support::free_port();
    std::optional<ScriptedServer> server;
    const auto come_up_after = [&](util::Milliseconds time) {
        bench.clock.plan(time, [&] {
            server.emplace(ScriptedServer::status(200), support::Place{"127.0.0.1", port});
        });
        CHECK(bench.check({release({.port = port})}).healthy());
    };
    // The table names a wrong listener, so that whoever reads it says so.
    SUBCASE("within 2 s") {
        come_up_after(1900ms);
        CHECK(bench.notices.empty());
    }
    SUBCASE("only for one that keeps refusing") {
        come_up_after(5s);
        CHECK(bench.notices.size() == 1);
    }
}
