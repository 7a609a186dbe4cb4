#include "docker/attach.hpp"

#include "docker/exec.hpp"
#include "support/fake_transport.hpp"

#include <doctest/doctest.h>

#include <unistd.h>

using support::FakeTransport;

namespace {

const std::string wait_target = "/v1.41/containers/one/wait?condition=next-exit";
const std::string attach_target = "/v1.41/containers/one/attach?stream=1&stdout=1&stderr=1";
const std::string start_target = "/v1.41/containers/one/start";

void ignore(const docker::Hijacked&) {}

}

TEST_CASE("a container is started once neither its output nor its end can be missed") {
    FakeTransport transport;
    docker::Client client(transport);
    transport.expect("POST", wait_target).streams({R"({"Status)", R"(Code":3})"});
    transport.expect("POST", start_target).answers(204);
    std::string target = attach_target;
    docker::Console console;
    SUBCASE("with its output only") {}
    SUBCASE("with input") {
        console.input = true;
        target += "&stdin=1";
    }
    SUBCASE("with a terminal, whose keys never detach") {
        console = {true, true};
        target += "&stdin=1&detachKeys=" + docker::url_encoded(docker::no_detach_keys);
    }
    transport.expect("POST", target);

    bool has_talked = false;
    const auto talk = [&](const docker::Hijacked& connection) {
        has_talked = static_cast<bool>(connection.socket);
        CHECK(transport.missing().empty());
    };
    CHECK(docker::run_attached(client, "one", console, talk, {}) == 3);
    CHECK(has_talked);
    CHECK(transport.asked() ==
          std::vector<std::string>{"POST " + wait_target, "POST " + target, "POST " + start_target});
}

TEST_CASE("a container that cannot be started is the Engine's error") {
    FakeTransport transport;
    docker::Client client(transport);
    transport.expect("POST", wait_target).streams(std::vector<std::string>{});
    transport.expect("POST", attach_target);
    transport.expect("POST", start_target).answers(400, R"({"message":"no such file"})");
    CHECK_THROWS_WITH_AS(docker::run_attached(client, "one", {}, ignore, {}),
                         "cannot start container one: no such file", docker::ApiError);
}

TEST_CASE("an ending without an exit code is an error") {
    for (const char* answer : {"no JSON", "[]", "{}", R"({"StatusCode":"3"})"}) {
        CAPTURE(answer);
        FakeTransport transport;
        docker::Client client(transport);
        transport.expect("POST", wait_target).streams({std::string(answer)});
        transport.expect("POST", attach_target);
        transport.expect("POST", start_target).answers(204);
        CHECK_THROWS_AS(docker::run_attached(client, "one", {}, ignore, {}), util::Error);
    }
}

TEST_CASE("a command in a running container has the console that was asked for") {
    FakeTransport transport("1.45");
    docker::Client client(transport);
    transport.expect("POST", "/v1.45/containers/one/exec").answers(201, R"({"Id":"e1"})");
    transport.expect("POST", "/v1.45/exec/e1/start")
        .with_body(R"({"ConsoleSize":[33,77],"Detach":false,"Tty":true})");
    transport.expect("POST", "/v1.45/exec/e1/resize?h=40&w=100");
    transport.expect("GET", "/v1.45/exec/e1/json").answers(200, R"({"Running":false,"ExitCode":2})");
    docker::Exec command(client, "one", {{"ls"}, "/workspace", {true, true, util::WindowSize{33, 77}}}, {});
    CHECK(command.start({}).socket);
    command.resize({40, 100}, {});
    CHECK(command.state().exit_code == 2);
    const std::string created = transport.requests().front().body;
    CHECK(created.find(R"("AttachStdin":true)") != std::string::npos);
    CHECK(created.find(R"("Tty":true)") != std::string::npos);
    CHECK(created.find(R"("WorkingDir":"/workspace")") != std::string::npos);
}
