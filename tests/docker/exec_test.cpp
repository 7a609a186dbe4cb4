#include "docker/exec.hpp"

#include "support/fake_transport.hpp"
#include "support/stream_frame.hpp"
#include "util/error.hpp"

#include <doctest/doctest.h>

using namespace std::chrono_literals;

using support::frame;

namespace {

struct ExecEngine {
    support::FakeTransport transport;
    docker::Client client{transport};
    std::stop_source stop{};

    support::FakeTransport::Expected& expect_create() {
        return transport.expect("POST", "/v1.41/containers/c/exec")
            .with_body(R"({"AttachStderr":true,"AttachStdout":true,"Cmd":["bin/check","a b"]})");
    }
    support::FakeTransport::Expected& expect_start() {
        expect_create().answers(201, R"({"Id":"e"})");
        return transport.expect("POST", "/v1.41/exec/e/start").with_body(R"({"Detach":false,"Tty":false})");
    }
    void state(const std::string& text) { transport.expect("GET", "/v1.41/exec/e/json").answers(200, text); }
    docker::ExecResult execute(util::Milliseconds timeout = 1h) {
        return docker::execute(client, "c", {{"bin/check", "a b"}}, timeout, stop.get_token());
    }
};

}

TEST_CASE("a command's output and exit code are told when it ends") {
    ExecEngine engine;
    engine.expect_start().streams({frame(1, "one\n") + frame(2, "tw"), frame(2, "o\n")});
    engine.state(R"({"Running":false,"ExitCode":3,"Pid":17})");
    const docker::ExecResult result = engine.execute();
    CHECK(result.exit_code == 3);
    CHECK(result.output == "one\ntwo\n");
    CHECK(result.pid == 0);
}

TEST_CASE("more output than anybody reads is dropped") {
    ExecEngine engine;
    const std::string kilobyte(1024, 'x');
    std::vector<std::string> pieces(1000, frame(1, kilobyte));
    engine.expect_start().streams(std::move(pieces));
    engine.state(R"({"Running":false,"ExitCode":0})");
    const docker::ExecResult result = engine.execute();
    CHECK(result.exit_code == 0);
    CHECK(result.output.size() == 65536);
}

TEST_CASE("a command that takes too long is left, with what it has said") {
    ExecEngine engine;
    const auto feed = std::make_shared<support::Feed>();
    feed->push(frame(1, "still at it\n"));
    engine.expect_start().streams(feed);
    SUBCASE("while it runs") {
        engine.state(R"({"Running":true,"ExitCode":null,"Pid":17})");
        const docker::ExecResult result = engine.execute(50ms);
        CHECK_FALSE(result.exit_code);
        CHECK(result.output == "still at it\n");
        CHECK(result.pid == 17);
    }
    SUBCASE("while it has not even begun") {
        engine.state(R"({"Running":false,"ExitCode":null,"Pid":0})");
        CHECK_FALSE(engine.execute(50ms).exit_code);
    }
    SUBCASE("when it has ended, but a child of it holds the output") {
        engine.state(R"({"Running":false,"ExitCode":0,"Pid":17})");
        CHECK(engine.execute(50ms).exit_code == 0);
    }
}

TEST_CASE("a stop ends the wait for a command") {
    ExecEngine engine;
    engine.expect_start().streams(std::make_shared<support::Feed>()).calls([&engine] {
        engine.stop.request_stop();
    });
    CHECK_THROWS_AS(engine.execute(), util::Interrupted);
}

TEST_CASE("a command that the Engine refuses") {
    ExecEngine engine;
    SUBCASE("its container does not run") {
        engine.expect_create().answers(409, R"({"message":"Container c is not running"})");
        CHECK_THROWS_WITH_AS(engine.execute(),
                             "cannot run a command in container c: Container c is not running",
                             docker::ApiError);
    }
    SUBCASE("it ends between creation and start") {
        engine.expect_start().answers(409, R"({"message":"Container c is not running"})");
        CHECK_THROWS_AS(engine.execute(), docker::ApiError);
    }
    SUBCASE("the answer is none") {
        engine.expect_create().answers(201, R"({"Id":7})");
        CHECK_THROWS_AS(engine.execute(), util::Error);
    }
    SUBCASE("no container is named") {
        CHECK_THROWS_AS(docker::execute(engine.client, "", {{"x"}}, 1h, {}), util::Error);
    }
}
