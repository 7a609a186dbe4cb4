#include "health/further_questions.hpp"
#include "support/scripted_server.hpp"

#include <doctest/doctest.h>

#include <sys/socket.h>
#include <array>
#include <map>

using namespace std::chrono_literals;
using namespace std::string_literals;
using support::Peer;
using support::ScriptedServer;

namespace {

/// A server that knows one beginning of a question and is silent otherwise.
support::Script knows(const std::string& beginning, const std::string& reply) {
    return [=](const Peer& peer) {
        std::array<char, 256> bytes{};
        const auto count = ::recv(peer.descriptor(), bytes.data(), bytes.size(), 0);
        if (count > 0 && std::string(bytes.data(), static_cast<std::size_t>(count)).starts_with(beginning))
            peer.say(reply);
        peer.wait_for_close();
    };
}

std::map<std::string, std::string> ask(const ScriptedServer& server) {
    std::map<std::string, std::string> replies;
    for (const health::Reply& reply :
         health::ask_further_questions({"127.0.0.1", server.port(), false}, 2s, {}))
        replies[reply.question] = reply.bytes;
    return replies;
}

using Replies = std::map<std::string, std::string>;

}

TEST_CASE("a server of another protocol answers its own question") {
    struct Row {
        std::string question;
        std::string beginning;
        std::string reply;
    };
    for (const Row& row : {
             Row{"PostgreSQL SSLRequest", "\0\0\0\x08\x04\xd2\x16\x2f"s, "N"},
             Row{"Redis PING", "PING\r\n", "+PONG\r\n"},
             Row{"FastCGI GET_VALUES", "\x01\x09\0\0\0\x11\0\0\x0f\0FCGI_MPXS_CONNS"s, "\x01\x0a\0\0"s},
             Row{"HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\0\0\0\x04\0\0\0\0\0"s},
             Row{"TLS ClientHello", "\x16\x03\x01\0\x5b\x01\0\0\x57"s, "\x15\x03\x03\0\x02\x02\x28"s},
         }) {
        CAPTURE(row.question);
        const ScriptedServer server(knows(row.beginning, row.reply));
        CHECK(ask(server) == Replies{{row.question, row.reply}});
    }
}

TEST_CASE("what one server says to anything is bounded, and silence is no reply") {
    const ScriptedServer talker(ScriptedServer::answer(std::string(100000, 'x')));
    for (const auto& [question, bytes] : ask(talker)) CHECK(bytes.size() <= 512);

    CHECK(health::ask_further_questions({"127.0.0.1", support::free_port(), false}, 200ms, {}).empty());
    const ScriptedServer silent(ScriptedServer::silence());
    CHECK(health::ask_further_questions({"127.0.0.1", silent.port(), false}, 200ms, {}).empty());
}
