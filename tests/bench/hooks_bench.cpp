// What it costs to start the hooks that Dokku starts most often, beside a program that does nothing.

#include "bare_engine.hpp"
#include "spawn.hpp"
#include "table.hpp"

#include "engine/standalone_host.hpp"

#include <doctest/doctest.h>

using namespace bench;

namespace {

constexpr int starts = 200;
constexpr double most_empty_programs = 3;

std::vector<Microseconds> times_of(const Spawned& spawned) {
    std::vector<Microseconds> times;
    for (int round = 0; round < starts; ++round) times.push_back(spawned.time());
    return times;
}

/// What app-status asks of the Engine, a connection included.
Microseconds answer_time() {
    std::vector<Microseconds> times;
    for (int round = 0; round < starts; ++round) {
        const auto begin = std::chrono::steady_clock::now();
        BareEngine().call(
            "GET",
            "/containers/json?all=1&filters=%7B%22label%22%3A%5B%22com.dokku.app-name%3Dbench%22%5D%7D");
        times.push_back(std::chrono::duration_cast<Microseconds>(std::chrono::steady_clock::now() - begin));
    }
    return median(times);
}

void judge(const std::string& what, Microseconds time, Microseconds nothing) {
    const double ratio = double(time.count()) / double(nothing.count());
    line(what, milliseconds(time) + " = " + decimal(ratio) + " x",
         decimal(most_empty_programs) + " x " + milliseconds(nothing), ratio <= most_empty_programs);
}

}

TEST_CASE("hooks start at once") {
    e2e::TestApp app("bench");
    app.must_push({{"web", "--port=5000"}}, "5000");
    const std::string program = e2e::program("SCHEDULER_PROGRAM").string();
    const auto nothing = median(times_of({e2e::program("EMPTY_PROGRAM").string(), {"empty"}}));
    for (const char* hook : {"scheduler-deploy", "scheduler-logs", "scheduler-stop", "scheduler-app-status"})
        judge(std::string(hook) + " of another scheduler's app",
              median(times_of({program, {hook, "docker-local", "bench"}})), nothing);
    judge("scheduler-is-deployed",
          median(times_of({program, {"scheduler-is-deployed", "docker-api", "bench"}})), nothing);
    const auto status = median(times_of({program, {"scheduler-app-status", "docker-api", "bench"}}));
    judge("scheduler-app-status, without the Engine's answer", status - answer_time(), nothing);
}
