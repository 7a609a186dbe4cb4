#include "bench.hpp"
#include "support/tls_peer.hpp"

#include <doctest/doctest.h>

#include <thread>

using support::Peer;
using support::TlsPeer;

namespace {

constexpr std::size_t mebibyte = 1U << 20U;
constexpr util::Milliseconds long_enough = 60s;
constexpr util::Milliseconds short_timeout = 300ms;
constexpr auto head = "HTTP/1.1 200 OK\r\n\r\n";

/// Says it until the other side has had enough.
template <class AnyPeer>
void repeat(AnyPeer& peer, const std::string& bytes, util::Milliseconds pause = 0ms) {
    for (std::size_t said = 0; !peer.is_gone() && !bytes.empty() && said < 1024 * mebibyte;
         said += bytes.size()) {
        peer.say(bytes);
        std::this_thread::sleep_for(pause);
    }
}

support::Script endless(const std::string& beginning, const std::string& bytes,
                        util::Milliseconds pause = 0ms) {
    return [=](const Peer& peer) {
        peer.hear_request();
        peer.say(beginning);
        repeat(peer, bytes, pause);
        peer.wait_for_close();
    };
}

support::Script endless_in_tls(const std::string& beginning, const std::string& bytes) {
    return [=](const Peer& peer) {
        TlsPeer tls(peer);
        tls.hear_request();
        tls.say(beginning);
        repeat(tls, bytes);
        peer.wait_for_close();
    };
}

/// One try of a check that looks for content which never comes.
health::Verdict check(support::Script script, util::Milliseconds timeout,
                      health::Scheme scheme = health::Scheme::http) {
    Bench bench;
    const ScriptedServer server(std::move(script));
    return bench.check({{"path", health::PathCheck{.port = server.port(),
                                                   .content = "never",
                                                   .schedule = {.attempts = 1, .timeout = timeout},
                                                   .scheme = scheme}}});
}

}

TEST_CASE("an answer that is larger than any ends the check at its bound") {
    CHECK(check(endless(head, std::string(65536, 'x')), long_enough).code == Code::bad_content);
    CHECK(check(endless("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n", std::string(65536, 'x')),
                long_enough)
              .code == Code::bad_content);
    CHECK(check(endless_in_tls(head, std::string(16384, 'x')), long_enough, health::Scheme::https).code ==
          Code::bad_content);
}

TEST_CASE("a head without an end is no HTTP") {
    SUBCASE("of ten thousand headers") {
        std::string headers = "HTTP/1.1 200 OK\r\n";
        for (int i = 0; i < 10'000; ++i) headers += "X-Header-" + std::to_string(i) + ": value\r\n";
        CHECK(check(endless(headers + "\r\nnever", ""), long_enough).code == Code::not_http);
    }
    SUBCASE("in one line") {
        CHECK(check(endless("HTTP/1.1 200 OK\r\nX: ", std::string(4096, 'x')), long_enough).code ==
              Code::not_http);
    }
    SUBCASE("of interim answers") {
        CHECK(check(endless("", "HTTP/1.1 100 Continue\r\n\r\n"), long_enough).code == Code::not_http);
    }
    SUBCASE("in TLS") {
        CHECK(check(endless_in_tls("HTTP/1.1 200 OK\r\nX: ", std::string(4096, 'x')), long_enough,
                    health::Scheme::https)
                  .code == Code::not_http);
    }
}

TEST_CASE("a chunk that is never complete ends the check") {
    const std::string chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    SUBCASE("at its bound, when bytes come") {
        CHECK(check(endless(chunked + "7fffffff\r\n", std::string(65536, 'x')), long_enough).code ==
              Code::bad_content);
    }
    SUBCASE("at its timeout, when none come") {
        CHECK(check(endless(chunked + "7fffffff\r\nx", ""), short_timeout).code == Code::bad_content);
    }
    SUBCASE("at its bound, when its size has no end") {
        CHECK(check(endless(chunked, std::string(4096, '0')), long_enough).code == Code::bad_content);
    }
}

TEST_CASE("bytes that come one at a time end the check at its timeout") {
    CHECK(check(endless("", "H", 50ms), long_enough).code == Code::not_http);
    CHECK(check(endless("HTTP/1.1 200 OK\r\nX: ", "x", 50ms), short_timeout).code == Code::no_answer);
    CHECK(check(endless(head, "x", 50ms), short_timeout).code == Code::bad_content);
}

TEST_CASE("a redirect is an end, wherever it leads") {
    const std::string to_itself = "HTTP/1.1 302 Found\r\nLocation: /\r\nContent-Length: 0\r\n\r\n";
    CHECK(check(ScriptedServer::answer(to_itself), long_enough).code == Code::redirected);
    CHECK(check(support::tls_answer(to_itself), long_enough, health::Scheme::https).code == Code::redirected);
}
