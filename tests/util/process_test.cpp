#include "util/process.hpp"

#include "util/error.hpp"

#include <doctest/doctest.h>

#include <csignal>
#include <thread>

using namespace std::chrono_literals;

TEST_CASE("a program gets its words as they are, empty ones too") {
    CHECK(util::run({.words = {"printf", "[%s]", "", "two words", "\"quoted\"", ""}}).output ==
          "[][two words][\"quoted\"][]");
}

TEST_CASE("a program's output, errors and status come back") {
    const auto ended = util::run({.words = {"sh", "-c", "cat; echo $X; echo oops >&2; exit 3"},
                                  .environment = {{"X", "y"}},
                                  .input = "in "});
    CHECK(ended.status == 3);
    CHECK(ended.output == "in y\n");
    CHECK(ended.error == "oops\n");
}

TEST_CASE("variables are added to our own, replaced, or set to nothing") {
    ::setenv("SHORT", "1", 1);
    ::setenv("REPLACED", "before", 1);
    const auto ended =
        util::run({.words = {"sh", "-c", "echo $SHORT,$REPLACED,${EMPTY-unset},$A_RATHER_LONG_NAME"},
                   .environment = {{"A_RATHER_LONG_NAME", "long"}, {"EMPTY", ""}, {"REPLACED", "after"}}});
    CHECK(ended.output == "1,after,,long\n");
}

TEST_CASE("a program that is not there is an error") {
    CHECK_THROWS_AS(util::run({.words = {"no-such-program"}}), util::Error);
    CHECK_THROWS_AS(util::run({.words = {"/no/such/program"}}), util::Error);
}

TEST_CASE("a program that takes too long is killed") {
    const auto ended = util::run({.words = {"sleep", "1000"}, .timeout = 20ms});
    CHECK(ended.timed_out);
    CHECK(ended.status == 128 + SIGKILL);
}

TEST_CASE("a stop ends the program and is told to the caller") {
    std::stop_source stop;
    std::jthread stopper([&] {
        std::this_thread::sleep_for(20ms);
        stop.request_stop();
    });
    CHECK_THROWS_AS(util::run({.words = {"sleep", "1000"}}, stop.get_token()), util::Interrupted);
}

TEST_CASE("a program that does not heed a stop is killed when the patience is over") {
    std::stop_source stop;
    const util::Command command{.words = {"sh", "-c", "trap '' TERM; echo up; exec sleep 1000"},
                                .stop_patience = 20ms,
                                .on_output = [&](std::string_view) { stop.request_stop(); }};
    CHECK_THROWS_AS(util::run(command, stop.get_token()), util::Interrupted);
}

TEST_CASE("a grandchild that keeps the pipe open is not waited for") {
    const auto ended = util::run({.words = {"sh", "-c", "sleep 1000 & echo done; echo $!"}});
    CHECK(ended.output.starts_with("done\n"));
    ::kill(std::stoi(ended.output.substr(5)), SIGKILL);
}

TEST_CASE("signals that we block are not blocked in the program, and it has our descriptors closed") {
    sigset_t blocked, before;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &blocked, &before);
    const int leaked = ::dup(0);
    const auto ended =
        util::run({.words = {"sh", "-c", "grep SigBlk /proc/self/status; ls /proc/self/fd | wc -l"}});
    ::close(leaked);
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    CHECK(ended.output.find("SigBlk:\t0000000000000000\n4\n") != std::string::npos);
}

TEST_CASE("large output and input pass both ways at once") {
    const std::string large(3U << 20U, 'x');
    CHECK(util::run({.words = {"cat"}, .input = large}).output == large);
}

TEST_CASE("programs run side by side keep their outputs apart") {
    std::vector<std::jthread> threads;
    std::array<std::string, 8> outputs;
    for (std::size_t i = 0; i < outputs.size(); ++i)
        threads.emplace_back([&outputs, i] {
            for (int n = 0; n < 10; ++n)
                outputs[i] += util::run({.words = {"echo", std::to_string(i)}}).output;
        });
    threads.clear();
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        std::string expected;
        for (int n = 0; n < 10; ++n) expected += std::to_string(i) + "\n";
        CHECK(outputs[i] == expected);
    }
}
