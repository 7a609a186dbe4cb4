#include "util/clock.hpp"

#include <doctest/doctest.h>

#include <thread>

using namespace std::chrono_literals;

TEST_CASE("durations are said in the unit people use") {
    CHECK(util::describe(90ms) == "90 ms");
    CHECK(util::describe(4200ms) == "4.2 s");
    CHECK(util::describe(10s) == "10 s");
    CHECK(util::describe(185s) == "3 min 5 s");
    CHECK(util::describe(180s) == "3 min");
    CHECK(util::in_seconds(4249ms) == "4.2");
}

TEST_CASE("a stop ends a sleep") {
    util::SystemClock clock;
    std::stop_source stop;
    std::jthread stopper([&stop] { stop.request_stop(); });
    clock.sleep_for(1h, stop.get_token());
    CHECK(stop.stop_requested());
}
