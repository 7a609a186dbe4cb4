#include "util/parallel.hpp"

#include "util/clock.hpp"
#include "util/error.hpp"

#include <doctest/doctest.h>

#include <atomic>

using namespace std::chrono_literals;

TEST_CASE("every job runs once, never more than allowed at a time") {
    std::atomic<int> running = 0, most = 0, done = 0;
    util::parallel(20, 3, {}, [&](std::size_t, const std::stop_token&) {
        most = std::max(most.load(), ++running);
        std::this_thread::sleep_for(1ms);
        --running;
        ++done;
    });
    CHECK(done == 20);
    CHECK(most <= 3);
}

TEST_CASE("the first failure stops the others and is the one reported") {
    util::SystemClock clock;
    CHECK_THROWS_WITH_AS(util::parallel(3, 3, {},
                                        [&](std::size_t i, const std::stop_token& stop) {
                                            if (i == 0) throw util::Error("first");
                                            clock.sleep_for(1h, stop);
                                            throw util::Error("later");
                                        }),
                         "first", util::Error);
}

TEST_CASE("a stop keeps waiting jobs from starting") {
    std::stop_source stop;
    stop.request_stop();
    CHECK_THROWS_AS(util::parallel(2, 1, stop.get_token(), [](std::size_t, const std::stop_token&) {}),
                    util::Interrupted);
}

TEST_CASE("slots bound their holders") {
    util::Slots slots(1);
    std::stop_source stop;
    const auto held = slots.take(stop.get_token());
    stop.request_stop();
    CHECK_THROWS_AS(slots.take(stop.get_token()), util::Interrupted);
}
