#include "health/http_probe.hpp"
#include "support/scripted_server.hpp"
#include "util/error.hpp"

#include <doctest/doctest.h>

#include <thread>

using namespace std::chrono_literals;
using health::Attempt;
using health::HttpQuestion;
using health::Outcome;
using support::Peer;
using support::ScriptedServer;

namespace {

Attempt ask(support::Script script, HttpQuestion question = {}) {
    const ScriptedServer server(std::move(script));
    question.endpoint = {"127.0.0.1", server.port(), false};
    return health::ask_http(question, {});
}

constexpr auto short_while = 200ms;

}

TEST_CASE("any HTTP answer is an answer") {
    for (const int status : {200, 204, 301, 404, 500, 503}) {
        CAPTURE(status);
        const Attempt attempt = ask(ScriptedServer::status(status));
        CHECK(attempt.outcome == Outcome::http);
        CHECK(attempt.status == status);
        CHECK(describe(attempt) == std::to_string(status));
    }
    CHECK(ask(ScriptedServer::answer("HTTP/1.0 200 OK\r\n\r\n")).status == 200);
    CHECK(ask(ScriptedServer::answer("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"))
              .status == 200);
}

TEST_CASE("the request is complete and says what it was told to") {
    std::string heard;
    ask(
        [&heard](const Peer& peer) {
            heard = peer.hear_request();
            peer.say("HTTP/1.1 200 OK\r\n\r\n");
        },
        {.target = "/healthcheck", .headers = {{"Host", "app.example.com"}, {"X-Evil", "a\r\nB: c"}}});
    CHECK(heard.starts_with("GET /healthcheck HTTP/1.1\r\n"));
    CHECK(heard.find("\r\nhost: app.example.com\r\n") != std::string::npos);
    CHECK(heard.find("\r\nx-evil: a\\r\\nB: c\r\n") != std::string::npos);
    CHECK(heard.find("\r\nconnection: close\r\n") != std::string::npos);
}

TEST_CASE("a redirect is told, not followed") {
    const Attempt attempt = ask(ScriptedServer::status(301, "Location: https://example.com/\r\n"));
    CHECK(attempt.status == 301);
    CHECK(attempt.location == "https://example.com/");
}

TEST_CASE("a body is read when it is wanted, up to its bound") {
    HttpQuestion question{.body = HttpQuestion::Body::read};
    SUBCASE("with a length") {
        CHECK(ask(ScriptedServer::status(200, {}, "ready"), question).body == "ready");
    }
    SUBCASE("until the end") {
        CHECK(ask(ScriptedServer::answer("HTTP/1.1 200 OK\r\n\r\nready"), question).body == "ready");
    }
    SUBCASE("in chunks") {
        const auto script = ScriptedServer::answer(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
            "3\r\nrea\r\n2\r\ndy\r\n0\r\n\r\n");
        CHECK(ask(script, question).body == "ready");
    }
    SUBCASE("without an end") {
        const Attempt attempt = ask(
            [](const Peer& peer) {
                peer.say("HTTP/1.1 200 OK\r\n\r\n");
                while (!peer.is_gone()) peer.say(std::string(65536, 'x'));
            },
            question);
        CHECK(attempt.outcome == Outcome::http);
        CHECK(attempt.body.size() <= (1U << 20U) + 65536);
    }
}

TEST_CASE("what is no HTTP is told at once, with its first bytes") {
    SUBCASE("a server that speaks first") {
        const Attempt attempt = ask(ScriptedServer::banner("220 mail.example.com ESMTP\r\n"));
        CHECK(attempt.outcome == Outcome::not_http);
        CHECK(attempt.first_bytes == "220 mail.example.com ESMTP\r\n");
    }
    SUBCASE("a protocol's complaint") {
        CHECK(ask(ScriptedServer::answer("-ERR unknown command\r\n")).first_bytes ==
              "-ERR unknown command\r\n");
    }
    SUBCASE("bytes") {
        CHECK(ask(ScriptedServer::answer(std::string("\x15\x03\x01\0\x02\x02\x46", 7))).first_bytes.size() ==
              7);
    }
    SUBCASE("a beginning of HTTP that ends there") {
        CHECK(ask(ScriptedServer::answer("HTT")).outcome == Outcome::not_http);
    }
    SUBCASE("a bad first line") {
        CHECK(ask(ScriptedServer::answer("HTTP/1.1 ok\r\n\r\n")).outcome == Outcome::not_http);
    }
    SUBCASE("a header without an end") {
        const Attempt attempt = ask([](const Peer& peer) {
            peer.say("HTTP/1.1 200 OK\r\nX: ");
            while (!peer.is_gone()) peer.say(std::string(4096, 'x'));
        });
        CHECK(attempt.outcome == Outcome::not_http);
        CHECK(attempt.first_bytes.size() == 512);
    }
}

TEST_CASE("a connection that is given up is a reset") {
    CHECK(ask(ScriptedServer::reset()).outcome == Outcome::reset);
    CHECK(ask(ScriptedServer::close()).outcome == Outcome::reset);
    CHECK(ask(ScriptedServer::answer("HTTP/1.1 200 OK\r\nCont")).outcome == Outcome::reset);
}

TEST_CASE("silence ends at the timeout") {
    CHECK(ask(ScriptedServer::silence(), {.timeout = short_while}).outcome == Outcome::no_answer);
    SUBCASE("however many bytes trickle in") {
        const Attempt attempt = ask(
            [](const Peer& peer) {
                peer.say("HTTP/1.1 200 OK\r\nX: ");
                while (!peer.is_gone()) {
                    peer.say("x");
                    std::this_thread::sleep_for(20ms);
                }
            },
            {.timeout = short_while});
        CHECK(attempt.outcome == Outcome::no_answer);
    }
}

TEST_CASE("nobody there is refused") {
    CHECK(health::ask_http({.endpoint = {"127.0.0.1", support::free_port(), false}}, {}).outcome ==
          Outcome::refused);
}

TEST_CASE("a stop ends the wait for an answer") {
    std::stop_source stop;
    const ScriptedServer server([&stop](const Peer& peer) {
        peer.hear_request();
        stop.request_stop();
        peer.wait_for_close();
    });
    const HttpQuestion question{.endpoint = {"127.0.0.1", server.port(), false}, .timeout = 1h};
    CHECK_THROWS_AS(health::ask_http(question, stop.get_token()), util::Interrupted);
}
