#include "docker/images.hpp"

#include "support/fake_transport.hpp"

#include <doctest/doctest.h>

namespace {

struct ImagesEngine {
    support::FakeTransport transport;
    docker::Client client{transport};
    docker::Images images{client};
};

}

TEST_CASE("an image is found by name") {
    ImagesEngine engine;
    engine.transport.expect("GET", "/v1.41/images/dokku%2Fapp%3Alatest/json")
        .answers(200, R"({"Id":"sha256:1","RepoTags":["dokku/app:latest"],"Architecture":"amd64","Os":"linux",
            "Config":{"ExposedPorts":{"9/tcp":{},"80/tcp":{}},"Entrypoint":["/e"],"Cmd":["c"],"Env":["A=1"],
            "Labels":{"l":"v"}}})");
    const auto image = engine.images.find("dokku/app:latest");
    REQUIRE(image);
    CHECK(image->id == "sha256:1");
    CHECK(image->tags == std::vector<std::string>{"dokku/app:latest"});
    CHECK(image->exposed_ports == std::vector<std::string>{"80/tcp", "9/tcp"});
    CHECK(image->entrypoint == std::vector<std::string>{"/e"});
    CHECK(image->command == std::vector<std::string>{"c"});
    CHECK(image->environment == std::vector<std::string>{"A=1"});
    CHECK(image->labels == docker::Labels{{"l", "v"}});
    CHECK(image->architecture == "amd64");
    CHECK(image->os == "linux");
}

TEST_CASE("an image that is not there") {
    ImagesEngine engine;
    const char* missing = R"({"message":"No such image: a:latest"})";
    engine.transport.expect("GET", "/v1.41/images/a/json").answers(404, missing);
    engine.transport.expect("DELETE", "/v1.41/images/a").answers(404, missing);
    engine.transport.expect("POST", "/v1.41/images/a/tag?repo=b%2Fc&tag=d").answers(404, missing);
    CHECK_FALSE(engine.images.find("a"));
    CHECK_FALSE(engine.images.remove("a"));
    CHECK_THROWS_AS(engine.images.tag("a", "b/c", "d"), docker::ApiError);
}

TEST_CASE("an image is removed without force and tagged") {
    ImagesEngine engine;
    engine.transport.expect("DELETE", "/v1.41/images/sha256%3A1").answers(200, "[]");
    engine.transport.expect("POST", "/v1.41/images/a/tag?repo=b&tag=d").answers(201);
    CHECK(engine.images.remove("sha256:1"));
    engine.images.tag("a", "b", "d");
    CHECK(engine.transport.missing().empty());
}

TEST_CASE("an image in use stays, and an image needs a name") {
    ImagesEngine engine;
    engine.transport.expect("DELETE", "/v1.41/images/a").answers(409, R"({"message":"conflict"})");
    engine.transport.expect("GET", "/v1.41/images/a/json").answers(500);
    CHECK_THROWS_AS(engine.images.remove("a"), docker::ApiError);
    CHECK_THROWS_AS(engine.images.find("a"), docker::ApiError);
    CHECK_THROWS_AS(engine.images.find(""), util::Error);
    CHECK_THROWS_AS(engine.images.remove(""), util::Error);
    CHECK_THROWS_AS(engine.images.tag("", "b", "c"), util::Error);
    CHECK(engine.transport.asked().size() == 2);
}
