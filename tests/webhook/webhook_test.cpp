#include "support/scripted_server.hpp"
#include "support/tls_peer.hpp"
#include "util/process.hpp"

#include <doctest/doctest.h>

#include <sys/resource.h>
#include <cstdlib>
#include <thread>

using namespace std::chrono_literals;
using support::Peer;
using support::ScriptedServer;

namespace {

/// What stands between the end of a call and the end of its program, on a busy machine.
constexpr util::Milliseconds patience = 20s;
constexpr std::size_t mebibyte = 1U << 20U;

std::string program() {
    const char* path = std::getenv("WEBHOOK_PROGRAM");
    REQUIRE_MESSAGE(path != nullptr, "WEBHOOK_PROGRAM names the program to test");
    return path;
}

util::Ended call(const std::string& url, const std::string& body = R"({"code":"BAD_STATUS"})") {
    return util::run({.words = {program(), url}, .input = body, .timeout = patience});
}

util::Ended call(support::Script script) {
    const ScriptedServer server(std::move(script));
    return call("http://127.0.0.1:" + std::to_string(server.port()) + "/hook");
}

support::Script endless(const std::string& beginning, const std::string& bytes,
                        util::Milliseconds pause = 0ms) {
    return [=](const Peer& peer) {
        peer.hear_request();
        peer.say(beginning);
        while (!peer.is_gone()) {
            peer.say(bytes);
            std::this_thread::sleep_for(pause);
        }
    };
}

/// Of the largest program that this one has waited for.
std::size_t peak_memory() {
    rusage usage{};
    ::getrusage(RUSAGE_CHILDREN, &usage);
    return static_cast<std::size_t>(usage.ru_maxrss) * 1024;
}

}

TEST_CASE("the failure of a check is posted to its URL as JSON") {
    std::string head;
    const util::Ended ended = call([&](const Peer& peer) {
        head = peer.hear_request();
        peer.say("HTTP/1.1 204 No Content\r\n\r\n");
    });
    CHECK_MESSAGE(ended.status == 0, ended.error);
    CHECK(head.starts_with("POST /hook HTTP/1.1\r\n"));
    CAPTURE(head);
    CHECK(head.find("Content-Type:application/json") != std::string::npos);
    CHECK(head.find("Content-Length:21\r\n") != std::string::npos);
}

TEST_CASE("an answer other than success is an error that says which") {
    CHECK(call(ScriptedServer::status(500)).error == "status 500\n");
    CHECK(call("http://127.0.0.1:" + std::to_string(support::free_port())).status == 1);
    CHECK(call("http://no-such-host.invalid/").status == 1);
    CHECK(call("gopher://127.0.0.1/").status == 1);
    CHECK(call(ScriptedServer::banner("220 mail.example.com ESMTP\r\n")).status == 1);
}

TEST_CASE("a redirect of a called URL is not followed") {
    const ScriptedServer target(ScriptedServer::status(200));
    const util::Ended ended = call(
        ScriptedServer::status(307, "Location: http://127.0.0.1:" + std::to_string(target.port()) + "/\r\n"));
    CHECK(ended.error == "status 307\n");
    CHECK(target.connections() == 0);
}

TEST_CASE("a called URL with a certificate that nobody vouches for is refused") {
    const ScriptedServer server(support::tls_answer("HTTP/1.1 200 OK\r\n\r\n"));
    CHECK(call("https://127.0.0.1:" + std::to_string(server.port()) + "/").status == 1);
}

TEST_CASE("a call ends after 5 s as a whole, however much comes meanwhile") {
    const auto begun = std::chrono::steady_clock::now();
    SUBCASE("nothing") { CHECK(call(ScriptedServer::silence()).status == 1); }
    SUBCASE("a head of one byte at a time") {
        CHECK(call(endless("HTTP/1.1 200 OK\r\nX: ", "x", 100ms)).status == 1);
    }
    const auto taken = std::chrono::steady_clock::now() - begun;
    CHECK(taken >= 4900ms);
    CHECK(taken < patience);
}

TEST_CASE("a called URL cannot fill this machine's memory") {
    SUBCASE("by a body") {
        CHECK(call(endless("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n", std::string(65536, 'x')))
                  .status == 0);
    }
    SUBCASE("by a chunk that is never complete") {
        CHECK(call(endless("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40000000\r\n",
                           std::string(65536, 'x')))
                  .status == 0);
    }
    SUBCASE("by a header line without an end") {
        CHECK(call(endless("HTTP/1.1 200 OK\r\nX: ", std::string(65536, 'x'))).status != 0);
    }
    SUBCASE("by headers without an end") {
        CHECK(call(endless("HTTP/1.1 200 OK\r\n", "X-Header: value\r\n")).status != 0);
    }
    CHECK(peak_memory() < 128 * mebibyte);
}
