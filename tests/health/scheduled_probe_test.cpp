#include "bench.hpp"

#include <doctest/doctest.h>

namespace {

health::Check path(const health::PathCheck& check) { return {"path", check}; }
health::Check listening(int port) { return {"listening", health::ListeningCheck{.port = port}}; }

}

TEST_CASE("a path check passes on 2xx only, and never follows a redirect") {
    Bench bench;
    struct Row {
        int status;
        Code code;
    };
    for (const Row& row : {Row{200, Code::healthy}, Row{204, Code::healthy}, Row{302, Code::redirected},
                           Row{404, Code::bad_status}, Row{503, Code::bad_status}}) {
        CAPTURE(row.status);
        const ScriptedServer server(ScriptedServer::status(row.status, "Location: https://example.com/\r\n"));
        const auto verdict = bench.check({path({.port = server.port(), .path = "/up"})});
        CHECK(to_string(verdict.code) == to_string(row.code));
        CHECK(server.connections() == (row.code == Code::healthy ? 1 : 3));
    }
}

TEST_CASE("a path check sends its headers and tells what it asked for") {
    Bench bench;
    std::string heard;
    const ScriptedServer server([&heard](const support::Peer& peer) {
        heard = peer.hear_request();
        peer.say("HTTP/1.1 500 Oops\r\n\r\n");
    });
    const auto verdict = bench.check({path({.port = server.port(),
                                            .path = "/up?x=1",
                                            .headers = {{"Host", "shop.example.com"}},
                                            .schedule = {.attempts = 1}})});
    CHECK(heard.starts_with("GET /up?x=1 HTTP/1.1\r\n"));
    CHECK(heard.find("host: shop.example.com\r\n") != std::string::npos);
    CHECK(verdict.evidence.request == "GET /up?x=1");
    CHECK(verdict.evidence.http_status == 500);
    CHECK_FALSE(verdict.evidence.deadline);
}

TEST_CASE("a path check looks for its content") {
    Bench bench;
    const ScriptedServer server(ScriptedServer::status(200, {}, "all is well"));
    CHECK(bench.check({path({.port = server.port(), .content = "well"})}).healthy());
    const auto verdict = bench.check({path({.port = server.port(), .content = "ready"})});
    CHECK(verdict.code == Code::bad_content);
    CHECK(verdict.evidence.expected == "ready");
    CHECK(verdict.evidence.first_bytes == "all is well");
}

TEST_CASE("attempts are tries in all, with the wait between them") {
    Bench bench;
    std::atomic<int> requests = 0;
    const ScriptedServer server([&requests](const support::Peer& peer) {
        peer.hear_request();
        peer.say(++requests < 3 ? "HTTP/1.1 503 Busy\r\n\r\n" : "HTTP/1.1 200 OK\r\n\r\n");
    });
    const health::Schedule schedule{.initial_delay = 20s, .attempts = 3, .wait = 7s};
    const auto verdict = bench.check({path({.port = server.port(), .schedule = schedule})});
    CHECK(verdict.healthy());
    CHECK(bench.clock.elapsed() == 34s);
    CHECK(verdict.evidence.transcript == "0.0-7.0 s 503 x2, 14.0 s 200");
}

TEST_CASE("a refused connection is made again within the try") {
    Bench bench;
    const int port = support::free_port();
    std::optional<ScriptedServer> server;
    bench.clock.plan(3s, [&] {
        server.emplace(ScriptedServer::status(200), support::Place{"127.0.0.1", port});
    });
    CHECK(bench.check({path({.port = port, .schedule = {.attempts = 1}})}).healthy());
    CHECK(bench.clock.elapsed() < 4s);
}

TEST_CASE("a wait ends when the port begins to accept") {
    Bench bench;
    const int port = support::free_port();
    std::optional<ScriptedServer> server;
    bench.clock.plan(20s, [&] {
        server.emplace(ScriptedServer::status(200), support::Place{"127.0.0.1", port});
    });
    const health::Schedule schedule{.attempts = 2, .wait = 60s};
    CHECK(bench.check({path({.port = port, .schedule = schedule})}).healthy());
    CHECK(bench.clock.elapsed() < 21s);
}

TEST_CASE("tries that are all refused take no longer than they may") {
    Bench bench;
    CHECK(bench.check({path({.port = support::free_port()})}).code == Code::refused);
    CHECK(bench.clock.elapsed() > 24s);
    CHECK(bench.clock.elapsed() <= 25s);
}

TEST_CASE("a listening check passes when the port takes a connection") {
    Bench bench;
    const ScriptedServer server(ScriptedServer::silence());
    CHECK(bench.check({listening(server.port())}).healthy());
}

TEST_CASE("a listening check fails with what listens instead") {
    VisibleBench bench;
    const int port = support::free_port();
    SUBCASE("nothing") { CHECK(bench.check({listening(port)}).code == Code::no_listener); }
    SUBCASE("the loopback") {
        bench.listen(listener("0200007F", port));
        CHECK(bench.check({listening(port)}).code == Code::loopback_only);
        CHECK(bench.notices == std::vector<std::string>{"web.1 listens on 127.0.0.2:" + std::to_string(port) +
                                                        ", waiting for 0.0.0.0"});
    }
    SUBCASE("another port") {
        bench.listen(listener("00000000", 8080));
        CHECK(bench.check({listening(port)}).code == Code::other_port);
    }
}

TEST_CASE("on the host's network a port that somebody else has is none of the container's") {
    Bench bench;
    const ScriptedServer server(ScriptedServer::status(200));
    bench.subject.host_network = true;
    bench.subject.listeners_before = {{"0.0.0.0", server.port(), false}};
    for (const health::Check& check : {listening(server.port()), path({.port = server.port()})}) {
        const auto verdict = bench.check({check});
        CHECK(verdict.code == Code::start_failed);
        CHECK(verdict.evidence.engine_error ==
              "127.0.0.1:" + std::to_string(server.port()) + ": address already in use on the host");
    }
}
