#include "bench.hpp"
#include "docker/error.hpp"
#include "util/error.hpp"

#include <doctest/doctest.h>

#include <sys/wait.h>
#include <unistd.h>
#include <csignal>

namespace {

health::Check command(const health::Schedule& schedule = {}) {
    return {"command", health::CommandCheck{{"bin/check", "--all"}, schedule}};
}

/// A process that would run for ever.
class Leftover {
public:
    Leftover() : pid_(::fork()) {
        if (pid_ == 0)
            for (;;) ::pause();
    }
    Leftover(const Leftover&) = delete;
    Leftover& operator=(const Leftover&) = delete;
    ~Leftover() {
        if (!ended_) ::kill(pid_, SIGKILL);
        if (!ended_) ::waitpid(pid_, nullptr, 0);
    }

    int pid() const { return pid_; }
    bool was_killed() {
        int status = 0;
        ended_ = ::waitpid(pid_, &status, WNOHANG) == pid_;
        for (int tries = 0; !ended_ && tries < 3000; ++tries) {
            ::usleep(10'000);
            ended_ = ::waitpid(pid_, &status, WNOHANG) == pid_;
        }
        return ended_ && WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
    }
    bool runs() {
        ended_ = ::waitpid(pid_, nullptr, WNOHANG) == pid_;
        return !ended_;
    }

private:
    pid_t pid_;
    bool ended_ = false;
};

}

TEST_CASE("a command that exits with 0 passes") {
    Bench bench;
    const auto verdict = bench.check({command()});
    CHECK(verdict.healthy());
    CHECK(verdict.evidence.transcript == "0.0 s exit code 0");
    CHECK(bench.clock.elapsed() == 0s);
}

TEST_CASE("a command that exits with another code fails with what it said") {
    Bench bench;
    bench.engine.on_execute([] { return Executed{3, "no database\n"}; });
    const auto verdict = bench.check({command({.attempts = 2, .wait = 4s})});
    CHECK(verdict.code == Code::command_failed);
    CHECK(verdict.check == "command");
    CHECK(verdict.evidence.command == std::vector<std::string>{"bin/check", "--all"});
    CHECK(verdict.evidence.exit_code == 3);
    CHECK(verdict.evidence.output == "no database\n");
    CHECK(verdict.evidence.transcript == "0.0-4.0 s exit code 3 x2");
}

TEST_CASE("a command's attempts are tries in all, with the wait between them") {
    Bench bench;
    int tries = 0;
    bench.engine.on_execute([&tries] { return Executed{++tries < 3 ? 1 : 0}; });
    CHECK(bench.check({command({.initial_delay = 20s, .attempts = 3, .wait = 7s})}).healthy());
    CHECK(bench.clock.elapsed() == 34s);
}

TEST_CASE("a command that does not end fails at its timeout and is not left running") {
    VisibleBench bench;
    Leftover leftover;
    bench.engine.on_execute([&leftover] { return Executed{{}, "waiting\n", leftover.pid()}; });
    const std::string cgroup = "proc/" + std::to_string(leftover.pid()) + "/cgroup";
    const health::Schedule once{.attempts = 1, .timeout = 50ms};
    SUBCASE("when it is the container's") {
        bench.write(cgroup, std::string("0::/docker/") + FakeEngine::id + "\n");
        const auto verdict = bench.check({command(once)});
        CHECK(verdict.code == Code::command_timeout);
        CHECK_FALSE(verdict.evidence.exit_code);
        CHECK(verdict.evidence.deadline == 50ms);
        CHECK(verdict.evidence.output == "waiting\n");
        CHECK(leftover.was_killed());
    }
    SUBCASE("but nobody else's process is touched") {
        bench.write(cgroup, "0::/docker/somebody-else\n");
        CHECK(bench.check({command(once)}).code == Code::command_timeout);
        CHECK(leftover.runs());
    }
}

TEST_CASE("a container that ends takes its command along") {
    Bench bench;
    SUBCASE("while it runs") {
        bench.engine.on_execute([&bench] {
            bench.engine.end(1);
            return Executed{137};
        });
        CHECK(bench.check({command({.attempts = 1})}).code == Code::exited);
        CHECK(bench.check({command({.attempts = 9})}).code == Code::exited);
    }
    SUBCASE("before it is run") {
        bench.clock.plan(5s, [&bench] { bench.engine.end(1); });
        CHECK(bench.check({command({.initial_delay = 10s})}).code == Code::exited);
    }
    SUBCASE("and is gone") {
        bench.engine.on_execute([&bench] {
            bench.engine.remove();
            return Executed{137};
        });
        CHECK(bench.check({command({.attempts = 1})}).code == Code::exited);
    }
}

TEST_CASE("an Engine that cannot run commands is an error, not a verdict") {
    Bench bench;
    bench.engine.on_execute(
        []() -> Executed { throw docker::ApiError("run a command", 500, "no space left"); });
    CHECK_THROWS_AS(bench.check({command()}), docker::ApiError);
}

TEST_CASE("a stop ends the wait for a command") {
    Bench bench;
    bench.engine.on_execute([&bench] {
        bench.stop.request_stop();
        return Executed{std::nullopt};
    });
    CHECK_THROWS_AS(bench.check({command({.timeout = 1h})}), util::Interrupted);
}
