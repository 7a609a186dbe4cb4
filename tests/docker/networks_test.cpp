#include "docker/networks.hpp"

#include "support/fake_transport.hpp"

#include <doctest/doctest.h>

namespace {

struct NetworksEngine {
    support::FakeTransport transport;
    docker::Client client{transport};
    docker::Networks networks{client};
};

}

TEST_CASE("whether a network exists") {
    NetworksEngine engine;
    engine.transport.expect("GET", "/v1.41/networks/a").answers(200, "{}");
    engine.transport.expect("GET", "/v1.41/networks/b").answers(404, R"({"message":"network b not found"})");
    engine.transport.expect("GET", "/v1.41/networks/c").answers(500);
    CHECK(engine.networks.exists("a"));
    CHECK_FALSE(engine.networks.exists("b"));
    CHECK_THROWS_AS(engine.networks.exists("c"), docker::ApiError);
    CHECK_THROWS_AS(engine.networks.exists(""), util::Error);
}

TEST_CASE("a container is connected with what is said of its endpoint") {
    NetworksEngine engine;
    engine.transport.expect("POST", "/v1.41/networks/a/connect")
        .with_body(R"({"Container":"c","EndpointConfig":{"Aliases":["web"]}})");
    engine.networks.connect("a", "c", R"({"Aliases":["web"]})");
    CHECK(engine.transport.missing().empty());
}

TEST_CASE("connecting") {
    NetworksEngine engine;
    SUBCASE("twice is no error") {
        engine.transport.expect("POST", "/v1.41/networks/a/connect")
            .answers(403, R"({"message":"endpoint with name c already exists in network a"})");
        engine.networks.connect("a", "c");
    }
    SUBCASE("is refused by the Engine") {
        engine.transport.expect("POST", "/v1.41/networks/a/connect").answers(403, R"({"message":"no"})");
        CHECK_THROWS_AS(engine.networks.connect("a", "c"), docker::ApiError);
    }
    SUBCASE("needs a network, a container and an endpoint that is JSON") {
        CHECK_THROWS_AS(engine.networks.connect("", "c"), util::Error);
        CHECK_THROWS_AS(engine.networks.connect("a", ""), util::Error);
        CHECK_THROWS_AS(engine.networks.connect("a", "c", "{"), util::Error);
        CHECK(engine.transport.asked().empty());
    }
}
