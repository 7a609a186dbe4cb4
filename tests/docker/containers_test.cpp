#include "docker/containers.hpp"

#include "support/fake_transport.hpp"
#include "util/file.hpp"

#include <doctest/doctest.h>

using docker::ApiError;
using docker::Containers;
using docker::ErrorClass;

namespace {

struct ContainersEngine {
    support::FakeTransport transport;
    docker::Client client{transport};
    Containers containers{client};

    support::FakeTransport::Expected& expect(const char* method, const std::string& path) {
        return transport.expect(method, "/v1.41" + path);
    }
};

using Act = std::function<void(Containers&, const std::string& id)>;

struct Call {
    const char* name;
    const char* method;
    std::string path;
    Act act;
};

std::vector<Call> calls() {
    return {
        {"start", "POST", "/containers/a/start", [](Containers& c, const std::string& id) { c.start(id); }},
        {"stop", "POST", "/containers/a/stop?t=3",
         [](Containers& c, const std::string& id) { c.stop(id, util::Seconds(3)); }},
        {"kill", "POST", "/containers/a/kill?signal=SIGHUP",
         [](Containers& c, const std::string& id) { c.kill(id, "SIGHUP"); }},
        {"inspect", "GET", "/containers/a/json", [](Containers& c, const std::string& id) { c.inspect(id); }},
        {"find", "GET", "/containers/a/json", [](Containers& c, const std::string& id) { c.find(id); }},
        {"remove", "DELETE", "/containers/a?v=1",
         [](Containers& c, const std::string& id) { c.remove(id, Containers::Force::no); }},
        {"rename", "POST", "/containers/a/rename?name=b",
         [](Containers& c, const std::string& id) { c.rename(id, "b"); }},
        {"policy", "POST", "/containers/a/update",
         [](Containers& c, const std::string& id) {
             c.set_restart_policy(id, {"always", 0});
         }},
    };
}

}

TEST_CASE("every call tells a failure of the Engine by its class and refuses an empty id") {
    for (const Call& call : calls()) {
        CAPTURE(call.name);
        ContainersEngine engine;
        engine.expect(call.method, call.path).answers(500, R"({"message":"sore"})");
        try {
            call.act(engine.containers, "a");
            FAIL("not refused");
        } catch (const ApiError& error) {
            CHECK(error.error_class() == ErrorClass::server);
            CHECK(error.message() == "sore");
        }
        const std::size_t asked = engine.transport.asked().size();
        CHECK_THROWS_AS(call.act(engine.containers, ""), util::Error);
        CHECK(engine.transport.asked().size() == asked);
    }
}

TEST_CASE("a container is created with its name, platform and body") {
    ContainersEngine engine;
    engine.expect("POST", "/containers/create?name=app.web.1&platform=linux%2Famd64")
        .with_body("{\"Image\":\"x\"}")
        .answers(201, R"({"Id":"abc","Warnings":[]})");
    CHECK(engine.containers.create(
              {.name = "app.web.1", .platform = "linux/amd64", .body = "{\"Image\":\"x\"}"}) == "abc");
    CHECK(engine.transport.requests().at(0).content_type == "application/json");
}

TEST_CASE("a create that fails or makes no sense") {
    ContainersEngine engine;
    engine.expect("POST", "/containers/create?name=a").answers(409, R"({"message":"Conflict."})");
    CHECK_THROWS_WITH_AS(engine.containers.create({.name = "a"}), "cannot create container a: Conflict.",
                         ApiError);
    for (const std::string nonsense : {"", "[]", "{\"Id\":7}", "not JSON"}) {
        CAPTURE(nonsense);
        engine.expect("POST", "/containers/create?name=a").answers(201, nonsense);
        CHECK_THROWS_AS(engine.containers.create({.name = "a"}), util::Error);
    }
}

TEST_CASE("the id file of a container is written once") {
    const util::TemporaryDirectory directory;
    const std::string file = (directory.path() / "id").string();
    ContainersEngine engine;
    engine.expect("POST", "/containers/create?name=a").answers(201, R"({"Id":"abc"})");
    engine.containers.create({.name = "a", .id_file = file});
    CHECK(util::read_file(file) == "abc");
    CHECK_THROWS_AS(engine.containers.create({.name = "a", .id_file = file}), util::Error);
    const util::Path absent = directory.path() / "absent";
    CHECK_THROWS_AS(engine.containers.create({.name = "a", .id_file = absent / "id"}), util::Error);
    CHECK_FALSE(std::filesystem::exists(absent));
}

TEST_CASE("what has been reached already is no error") {
    ContainersEngine engine;
    SUBCASE("started") {
        engine.expect("POST", "/containers/a/start").answers(304);
        engine.containers.start("a");
    }
    SUBCASE("stopped") {
        engine.expect("POST", "/containers/a/stop?t=0").answers(304);
        engine.containers.stop("a", util::Seconds(0));
    }
    SUBCASE("killed") {
        engine.expect("POST", "/containers/a/kill?signal=SIGTERM")
            .answers(409, R"({"message":"is not running"})");
        engine.containers.kill("a", "SIGTERM");
    }
    SUBCASE("gone") {
        engine.expect("DELETE", "/containers/a?v=1&force=1")
            .answers(404, R"({"message":"No such container: a"})");
        engine.containers.remove("a", Containers::Force::yes);
    }
    SUBCASE("being removed by somebody else") {
        engine.expect("DELETE", "/containers/a?v=1")
            .answers(409, R"({"message":"removal of container a is already in progress"})");
        engine.containers.remove("a", Containers::Force::no);
    }
    CHECK(engine.transport.missing().empty());
}

TEST_CASE("a running container is not removed without force") {
    ContainersEngine engine;
    engine.expect("DELETE", "/containers/a?v=1")
        .answers(409, R"({"message":"You cannot remove a running container"})");
    CHECK_THROWS_AS(engine.containers.remove("a", Containers::Force::no), ApiError);
}

TEST_CASE("a stop without a grace leaves it to the container") {
    ContainersEngine engine;
    engine.expect("GET", "/containers/a/json").answers(200, R"({"Config":{"StopTimeout":45}})");
    engine.expect("POST", "/containers/a/stop").answers(204);
    engine.containers.stop("a", {});
    CHECK(engine.transport.missing().empty());
}

TEST_CASE("a missing container is nothing to find() and an error to inspect()") {
    ContainersEngine engine;
    engine.expect("GET", "/containers/a/json").answers(404, R"({"message":"No such container: a"})").always();
    CHECK_FALSE(engine.containers.find("a"));
    CHECK_THROWS_AS(engine.containers.inspect("a"), ApiError);
}

TEST_CASE("containers are listed by all of the labels") {
    ContainersEngine engine;
    engine.expect("GET", "/containers/json?all=1&filters=%7B%22label%22%3A%5B%22a%3D1%22%2C%22b%3D2%22%5D%7D")
        .answers(200, R"([{"Id":"1","Names":["/x/link","/app.web.1"],"ImageID":"sha256:2","State":"running",)"
                      R"("Labels":{"a":"1"}},{"Names":null,"Labels":[]},7])");
    const auto listed = engine.containers.list({{"a", "1"}, {"b", "2"}});
    REQUIRE(listed.size() == 3);
    CHECK(listed[0].id == "1");
    CHECK(listed[0].name == "app.web.1");
    CHECK(listed[0].image_id == "sha256:2");
    CHECK(listed[0].state == "running");
    CHECK(listed[0].labels == docker::Labels{{"a", "1"}});
}

TEST_CASE("a restart policy is set with its count") {
    ContainersEngine engine;
    engine.expect("POST", "/containers/a/update")
        .with_body(R"({"RestartPolicy":{"MaximumRetryCount":10,"Name":"on-failure"}})")
        .answers(200, "{}");
    engine.containers.set_restart_policy("a", {"on-failure", 10});
    CHECK(engine.transport.missing().empty());
}

TEST_CASE("an inspection creates the container again") {
    const std::string document =
        R"({"Id":"0123456789abcdef","Image":"sha256:7","Config":{"Hostname":"0123456789ab",
        "Image":"app:latest","Env":["A=1"]},"HostConfig":{"NetworkMode":"own","Memory":5},"NetworkSettings":{"Networks":{
        "own":{"Aliases":["web","0123456789ab"],"IPAddress":"10.0.0.2","IPAMConfig":null},
        "second":{"IPAMConfig":{"IPv4Address":"10.1.0.9"},"NetworkID":"x"}}}})";
    ContainersEngine engine;
    engine.expect("POST", "/containers/create?name=app.web.1")
        .with_body(R"({"Env":["A=1"],"HostConfig":{"Memory":5,"NetworkMode":"own"},"Image":"sha256:7",)"
                   R"("NetworkingConfig":{"EndpointsConfig":{"own":{"Aliases":["web"]}}}})")
        .answers(201, R"({"Id":"new"})");
    engine.expect("POST", "/networks/second/connect")
        .with_body(R"({"Container":"new","EndpointConfig":{"IPAMConfig":{"IPv4Address":"10.1.0.9"}}})");
    CHECK(engine.containers.create_again(document, "app.web.1") == "new");
    CHECK(engine.transport.missing().empty());
    CHECK_THROWS_AS(engine.containers.create_again("{", "x"), util::Error);
}
