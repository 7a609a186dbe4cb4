#include "health/ending.hpp"

#include "fake_engine.hpp"
#include "health/checker.hpp"

#include <doctest/doctest.h>

using namespace std::chrono_literals;
using health::Code;

namespace {

docker::Container ended(int exit_code) {
    docker::Container container = running_container();
    container.state = {.status = "exited", .exit_code = exit_code};
    container.state.started_at = "2026-11-21T00:46:18.1Z";
    container.state.finished_at = "2026-11-21T00:46:18.4Z";
    return container;
}

}

TEST_CASE("how a container ended is told by its exit code") {
    struct Row {
        int exit_code;
        Code code;
        std::optional<std::string> signal;
    };
    for (const Row& row :
         {Row{0, Code::exited_zero, {}}, Row{1, Code::exited, {}}, Row{127, Code::exited, {}},
          Row{137, Code::killed, "SIGKILL"}, Row{139, Code::killed, "SIGSEGV"},
          Row{143, Code::killed, "SIGTERM"}, Row{128, Code::exited, {}}, Row{255, Code::exited, {}}}) {
        CAPTURE(row.exit_code);
        const auto verdict = health::verdict_on_end(ended(row.exit_code));
        CHECK(to_string(verdict.code) == to_string(row.code));
        CHECK(verdict.evidence.signal == row.signal);
        CHECK(verdict.evidence.exit_code == row.exit_code);
        CHECK(verdict.evidence.run_time == 300ms);
        CHECK(verdict.evidence.command == std::vector<std::string>{"node", "server.js"});
    }
}

TEST_CASE("the memory limit is named when it was the cause") {
    auto container = ended(137);
    container.state.oom_killed = true;
    container.memory_limit = 64 << 20;
    const auto verdict = health::verdict_on_end(container);
    CHECK(verdict.code == Code::oom_killed);
    CHECK(verdict.evidence.memory_limit == 64 << 20);
}

TEST_CASE("memory that ran out is the cause whatever the first process made of it") {
    for (const int exit_code : {0, 1, 137}) {
        auto container = ended(exit_code);
        container.state.oom_killed = true;
        CHECK(health::verdict_on_end(container).code == Code::oom_killed);
    }
}

TEST_CASE("a container that never started says why") {
    auto container = ended(127);
    container.state.error = "executable file not found in $PATH";
    CHECK(health::verdict_on_end(container).code == Code::start_failed);
}

TEST_CASE("times that make no sense are no run time, or none at all") {
    auto container = ended(1);
    container.state.started_at = "2026-11-21T00:46:18.5Z";
    CHECK(health::verdict_on_end(container).evidence.run_time == 0ms);
    container.state.started_at = "0001-01-01T00:00:00Z";
    CHECK_FALSE(health::verdict_on_end(container).evidence.run_time);
}

TEST_CASE("a container that is gone has exited, code unknown") {
    FakeEngine engine;
    engine.remove();
    const auto verdict =
        health::exit_verdict({.label = "web.1", .container_id = FakeEngine::id}, engine.client);
    CHECK(verdict.code == Code::exited);
    CHECK_FALSE(verdict.evidence.exit_code);
}
