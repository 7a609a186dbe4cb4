#include "docker/build.hpp"

#include "support/fake_transport.hpp"

#include <doctest/doctest.h>

namespace {

const std::string build_target =
    "/v1.41/build?t=app%3A1&dockerfile=Dockerfile&labels=%7B%22l%22%3A%22v%22%7D"
    "&buildargs=%7B%22A%22%3A%22b%22%7D&rm=1&forcerm=1";

struct BuildEngine {
    support::FakeTransport transport;
    docker::Client client{transport};
    std::vector<std::string> lines{};

    std::string build() {
        const docker::BuildOptions options{.tag = "app:1", .labels = {{"l", "v"}}, .arguments = {{"A", "b"}}};
        return docker::build_image(client, "TAR", options,
                                   [&](std::string_view line) { lines.emplace_back(line); }, {});
    }
};

}

TEST_CASE("a build hands its output over and ends with an id") {
    BuildEngine engine;
    engine.transport.expect("POST", build_target)
        .with_body("TAR")
        .streams({"{\"stream\":\"Step 1/2 : FROM "
                  "scratch\"}\r\n{\"stream\":\"\\n\"}\r\n{\"stream\":\"\\u001b[91mwarn\\n\\u001b",
                  "[0m\"}\r\n{\"status\":\"Pulling\",\"id\":\"latest\"}\r\n{\"status\":\"x\",\"progress\":\"["
                  "=>]\"}\r\n",
                  "{\"aux\":{\"ID\":\"sha256:9\"}}\r\n{\"stream\":\"Successfully built\\n\"}\r\n"});
    CHECK(engine.build() == "sha256:9");
    CHECK(engine.lines == std::vector<std::string>{"Step 1/2 : FROM scratch", "warn", "latest: Pulling",
                                                   "Successfully built"});
    CHECK(engine.transport.requests().at(0).content_type == "application/x-tar");
}

TEST_CASE("a build fails") {
    BuildEngine engine;
    SUBCASE("in one of its steps, with status 200") {
        engine.transport.expect("POST", build_target)
            .streams({"{\"aux\":{\"ID\":\"sha256:9\"}}\n{\"errorDetail\":{\"code\":7,\"message\":\"no\"},"
                      "\"error\":\"no\"}\n"});
        CHECK_THROWS_WITH_AS(engine.build(), "cannot build image app:1: no", docker::ApiError);
    }
    SUBCASE("before the first step") {
        engine.transport.expect("POST", build_target)
            .answers(500, R"({"message":"Cannot locate specified Dockerfile"})");
        CHECK_THROWS_AS(engine.build(), docker::ApiError);
    }
    SUBCASE("by breaking off") {
        engine.transport.expect("POST", build_target).streams({"{\"stream\":\"Step 1\\n\"}\n"});
        CHECK_THROWS_AS(engine.build(), docker::ConnectionError);
    }
}

TEST_CASE("a build whose step the Engine loses is tried once more") {
    BuildEngine engine;
    const std::string lost = "{\"error\":\"unable to find image \\\"sha256:9\\\"\"}\n";
    engine.transport.expect("POST", build_target).streams({lost});
    SUBCASE("and passes") {
        engine.transport.expect("POST", build_target).streams({"{\"aux\":{\"ID\":\"sha256:8\"}}\n"});
        CHECK(engine.build() == "sha256:8");
    }
    SUBCASE("and fails if it is lost again") {
        engine.transport.expect("POST", build_target).streams({lost});
        CHECK_THROWS_AS(engine.build(), docker::ApiError);
    }
}
