#include "bench.hpp"
#include "health/http_probe.hpp"
#include "support/tls_peer.hpp"
#include "util/error.hpp"

#include <doctest/doctest.h>

using health::Attempt;
using health::HttpQuestion;
using health::Outcome;
using support::Peer;
using support::TlsPeer;

namespace {

Attempt ask_over_tls(support::Script script, HttpQuestion question = {}) {
    const ScriptedServer server(std::move(script));
    question.endpoint = {"127.0.0.1", server.port(), false};
    question.scheme = health::Scheme::https;
    question.body = HttpQuestion::Body::read;
    return health::ask_http(question, {});
}

constexpr auto good_answer = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nready";

}

TEST_CASE("HTTPS is asked whatever the certificate says") {
    const Attempt attempt = ask_over_tls(support::tls_answer(good_answer));
    CHECK(attempt.outcome == Outcome::http);
    CHECK(attempt.status == 200);
    CHECK(attempt.body == "ready");
    CHECK(ask_over_tls(support::tls_answer(good_answer, TlsPeer::Version::oldest)).body == "ready");
    CHECK(ask_over_tls(support::tls_answer("HTTP/1.1 200 OK\r\n\r\nuntil the end")).body == "until the end");
}

TEST_CASE("the server is called by the name of the Host header") {
    std::string name, request;
    const auto remember = [&](const Peer& peer) {
        TlsPeer tls(peer);
        name = tls.server_name();
        request = tls.hear_request();
        tls.say(good_answer);
    };
    SUBCASE("without its port") {
        ask_over_tls(remember, {.headers = {{"Host", "shop.example.com:8443"}}});
        CHECK(name == "shop.example.com");
        CHECK(request.find("host: shop.example.com:8443\r\n") != std::string::npos);
    }
    SUBCASE("but not by an address") {
        for (const std::string host : {"127.0.0.1", "[::1]:5000", ""}) {
            CAPTURE(host);
            if (host.empty()) ask_over_tls(remember);
            else ask_over_tls(remember, {.headers = {{"Host", host}}});
            CHECK(name.empty());
            CHECK(request.starts_with("GET / HTTP/1.1\r\n"));
        }
    }
}

TEST_CASE("who does not speak TLS is not HTTPS, with the first bytes") {
    SUBCASE("but HTTP") {
        const Attempt attempt = ask_over_tls([](const Peer& peer) {
            peer.say("HTTP/1.1 400 Bad Request\r\n\r\n");
            peer.wait_for_close();
        });
        CHECK(attempt.outcome == Outcome::not_http);
        CHECK(attempt.first_bytes == "HTTP/1.1 400 Bad Request\r\n\r\n");
    }
    SUBCASE("but closes") {
        CHECK(ask_over_tls([](const Peer&) {}).outcome == Outcome::reset);
    }
    SUBCASE("but is silent") {
        CHECK(ask_over_tls(ScriptedServer::silence(), {.timeout = 200ms}).outcome == Outcome::no_answer);
    }
    SUBCASE("other than in TLS") {
        CHECK(ask_over_tls(support::tls_answer("220 mail.example.com ESMTP\r\n")).first_bytes ==
              "220 mail.example.com ESMTP\r\n");
    }
}

TEST_CASE("a stop ends a handshake") {
    std::stop_source stop;
    const ScriptedServer server([&stop](const Peer& peer) {
        stop.request_stop();
        peer.wait_for_close();
    });
    const HttpQuestion question{
        .endpoint = {"127.0.0.1", server.port(), false}, .timeout = 1h, .scheme = health::Scheme::https};
    CHECK_THROWS_AS(health::ask_http(question, stop.get_token()), util::Interrupted);
}

TEST_CASE("a path check speaks HTTPS when told to, and says so") {
    Bench bench;
    const ScriptedServer server(support::tls_answer("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"));
    const auto verdict = bench.check({{"path", health::PathCheck{.port = server.port(),
                                                                 .path = "/up",
                                                                 .schedule = {.attempts = 1},
                                                                 .scheme = health::Scheme::https}}});
    CHECK(verdict.code == Code::bad_status);
    CHECK(verdict.evidence.request == "GET https://127.0.0.1:" + std::to_string(server.port()) + "/up");
}
