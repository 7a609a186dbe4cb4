#include "docker/events.hpp"

#include "support/fake_transport.hpp"

#include <doctest/doctest.h>

namespace {

const char* events_target =
    "/v1.41/"
    "events?filters=%7B%22event%22%3A%5B%22die%22%2C%22start%22%5D%2C%22label%22%3A%5B%22a%3D1%22%5D%2C%"
    "22type%22%3A%5B%22container%22%5D%7D";

struct EventsEngine {
    support::FakeTransport transport;
    docker::Client client{transport};
    docker::Events events{client};
    int subscribed = 0;
    std::vector<docker::Event> seen{};
    std::size_t wanted = 1000;

    void follow(const std::stop_token& stop = {}) {
        events.follow(
            {.labels = {{"a", "1"}}, .actions = {"die", "start"}}, [&] { ++subscribed; },
            [&](const docker::Event& event) {
                seen.push_back(event);
                return seen.size() < wanted;
            },
            stop);
    }
};

}

TEST_CASE("events are read across pieces") {
    EventsEngine engine;
    engine.wanted = 2;
    engine.transport.expect("GET", events_target)
        .streams({R"({"Type":"container","Action":"start","Actor":{"ID":"c1","Attributes":{"name":"web"}}})",
                  "\n{\"Type\":\"container\",\"Action\":\"die\",\"Ac",
                  R"(tor":{"ID":"c1","Attributes":{"exitCode":"137","a":"1"}}})"
                  "\n",
                  "{\"Type\":\"container\",\"Action\":\"never read\"}\n"});
    engine.follow();

    CHECK(engine.subscribed == 1);
    REQUIRE(engine.seen.size() == 2);
    CHECK(engine.seen[0].action == "start");
    CHECK(engine.seen[0].container_id == "c1");
    CHECK(engine.seen[0].attributes.at("name") == "web");
    CHECK(engine.seen[1].action == "die");
    CHECK(engine.seen[1].exit_code == 137);
}

TEST_CASE("what is no event of a container is passed over") {
    EventsEngine engine;
    engine.wanted = 2;
    engine.transport.expect("GET", events_target)
        .streams({"\n", "no JSON\n", "[1]\n", "{\"Type\":\"network\",\"Action\":\"connect\"}\n",
                  R"({"Type":"container","Action":7,"Actor":{"Attributes":{"exitCode":"x"}}})"
                  "\n",
                  R"({"Type":"container","Action":"exec_create: sh -c secret"})"
                  "\n"});
    engine.follow();
    REQUIRE(engine.seen.size() == 2);
    CHECK(engine.seen[0].action.empty());
    CHECK(engine.seen[0].exit_code == 0);
    CHECK_MESSAGE(engine.seen[1].action == "exec_create", "the command of an exec may hold secrets");
}

TEST_CASE("the end of a subscription") {
    EventsEngine engine;
    const auto feed = std::make_shared<support::Feed>();
    SUBCASE("by a stop is no error") {
        std::stop_source source;
        engine.transport.expect("GET", events_target).streams(feed).calls([&] { source.request_stop(); });
        engine.follow(source.get_token());
        CHECK(engine.subscribed == 1);
    }
    SUBCASE("by the Engine is one, even when clean") {
        feed->end();
        engine.transport.expect("GET", events_target).streams(feed);
        CHECK_THROWS_AS(engine.follow(), docker::ConnectionError);
    }
    SUBCASE("by a broken connection is one") {
        feed->break_off();
        engine.transport.expect("GET", events_target).streams(feed);
        CHECK_THROWS_AS(engine.follow(), docker::ConnectionError);
    }
    SUBCASE("before it began is not called a subscription") {
        engine.transport.expect("GET", events_target).answers(500, R"({"message":"no"})");
        CHECK_THROWS_AS(engine.follow(), docker::ApiError);
        CHECK(engine.subscribed == 0);
    }
}
