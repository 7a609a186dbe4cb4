#include "health/tcp_probe.hpp"
#include "support/scripted_server.hpp"
#include "util/error.hpp"

#include <doctest/doctest.h>

using namespace std::chrono_literals;
using health::Outcome;
using support::ScriptedServer;

namespace {

health::Connection connect(const health::Socket& endpoint, util::Milliseconds timeout = 30s) {
    return health::connect_to(endpoint, timeout, {});
}

}

TEST_CASE("a connect tells accepted from refused") {
    const ScriptedServer server(ScriptedServer::silence());
    const auto accepted = connect({"127.0.0.1", server.port(), false});
    CHECK(accepted.outcome == Outcome::accepted);
    CHECK(accepted.socket);
    const auto refused = connect({"127.0.0.1", support::free_port(), false});
    CHECK(refused.outcome == Outcome::refused);
    CHECK_FALSE(refused.socket);
}

TEST_CASE("a connect reaches IPv6") {
    std::optional<ScriptedServer> server;
    try {
        server.emplace(ScriptedServer::silence(), support::Place{"::1"});
    } catch (const util::Error& error) {
        MESSAGE("this machine has no IPv6: " << error.what());
        return;
    }
    CHECK(connect({"::1", server->port(), true}).outcome == Outcome::accepted);
}

TEST_CASE("an address that is none is refused") {
    CHECK_THROWS_WITH_AS(connect({"example", 80, false}), "not an IP address: example", util::Error);
    CHECK_THROWS_AS(connect({"127.0.0.1", 80, true}), util::Error);
}

TEST_CASE("a stop that came before ends a connect that has to wait") {
    std::stop_source stop;
    stop.request_stop();
    // An address for documentation: no answer comes, at best an error at once.
    Outcome outcome = Outcome::unreachable;
    try {
        outcome = health::connect_to({"192.0.2.1", 80, false}, 1h, stop.get_token()).outcome;
    } catch (const util::Interrupted&) {
        // As it should be where there is a route.
    }
    CHECK(outcome == Outcome::unreachable);
}
