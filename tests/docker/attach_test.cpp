#include "docker/attach.hpp"

#include "support/fake_transport.hpp"

#include <doctest/doctest.h>

using support::FakeTransport;

namespace {

std::string frame(char stream, const std::string& payload) {
    return std::string{stream, 0, 0, 0, 0, 0, 0, static_cast<char>(payload.size())} + payload;
}

struct Streams {
    std::string output, error;
    docker::OnOutput sink() {
        return [this](docker::FrameDecoder::Stream stream, std::string_view payload) {
            (stream == docker::FrameDecoder::error ? error : output) += payload;
        };
    }
};

const std::string wait_target = "/v1.41/containers/one/wait?condition=next-exit";
const std::string attach_target = "/v1.41/containers/one/attach?stream=1&stdout=1&stderr=1";
const std::string start_target = "/v1.41/containers/one/start";

}

TEST_CASE("a container is started once neither its output nor its end can be missed") {
    FakeTransport transport;
    docker::Client client(transport);
    Streams streams;
    transport.expect("POST", wait_target).streams({R"({"Status)", R"(Code":3})"});
    transport.expect("POST", attach_target).streams({frame(1, "out"), frame(2, "err")});
    transport.expect("POST", start_target).answers(204);

    CHECK(docker::run_attached(client, "one", streams.sink(), {}) == 3);
    CHECK(streams.output == "out");
    CHECK(streams.error == "err");
    CHECK(transport.asked() ==
          std::vector<std::string>{"POST " + wait_target, "POST " + attach_target, "POST " + start_target});
}

TEST_CASE("a container that cannot be started is the Engine's error") {
    FakeTransport transport;
    docker::Client client(transport);
    transport.expect("POST", wait_target).streams(std::vector<std::string>{});
    transport.expect("POST", attach_target).streams(std::vector<std::string>{});
    transport.expect("POST", start_target).answers(400, R"({"message":"no such file"})");
    CHECK_THROWS_WITH_AS(docker::run_attached(client, "one", Streams().sink(), {}),
                         "cannot start container one: no such file", docker::ApiError);
}

TEST_CASE("an ending without an exit code is an error") {
    for (const char* answer : {"no JSON", "[]", "{}", R"({"StatusCode":"3"})"}) {
        CAPTURE(answer);
        FakeTransport transport;
        docker::Client client(transport);
        transport.expect("POST", wait_target).streams({std::string(answer)});
        transport.expect("POST", attach_target).streams(std::vector<std::string>{});
        transport.expect("POST", start_target).answers(204);
        CHECK_THROWS_AS(docker::run_attached(client, "one", Streams().sink(), {}), util::Error);
    }
}

TEST_CASE("a command in a running container ends with its own exit code") {
    FakeTransport transport;
    docker::Client client(transport);
    Streams streams;
    transport.expect("POST", "/v1.41/containers/one/exec")
        .with_body(R"({"AttachStderr":true,"AttachStdout":true,"Cmd":["ls"],"WorkingDir":"/workspace"})")
        .answers(201, R"({"Id":"e1"})");
    transport.expect("POST", "/v1.41/exec/e1/start").streams({frame(1, "a\nb\n")});
    transport.expect("GET", "/v1.41/exec/e1/json").answers(200, R"({"Running":false,"ExitCode":2})");
    CHECK(docker::execute_attached(client, "one", {{"ls"}, "/workspace"}, streams.sink(), {}) == 2);
    CHECK(streams.output == "a\nb\n");
}
