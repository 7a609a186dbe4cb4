#include "health/exit_watch.hpp"

#include "docker/error.hpp"
#include "fake_engine.hpp"

#include <doctest/doctest.h>

namespace {

/// Returns once a stop is requested.
void wait_for(const std::stop_token& token) {
    std::promise<void> requested;
    const std::stop_callback callback(token, [&requested] { requested.set_value(); });
    requested.get_future().wait();
}

}

TEST_CASE("an end is told with its exit code") {
    FakeEngine engine;
    health::ExitWatch watch(engine.client, {{"app", "x"}});
    CHECK_FALSE(watch.exit_of(FakeEngine::id));
    SUBCASE("to those who watched before") {
        const auto ended = watch.ended(FakeEngine::id);
        CHECK_FALSE(ended.stop_requested());
        engine.end(3);
        wait_for(ended);
    }
    SUBCASE("to those who come late") {
        engine.end(3);
        wait_for(watch.ended(FakeEngine::id));
        CHECK(watch.ended(FakeEngine::id).stop_requested());
    }
    REQUIRE(watch.exit_of(FakeEngine::id));
    CHECK(watch.exit_of(FakeEngine::id)->code == 3);
    CHECK_FALSE(watch.exit_of(FakeEngine::id)->oom);
}

TEST_CASE("a container out of memory is told as such") {
    FakeEngine engine;
    health::ExitWatch watch(engine.client, {});
    engine.end(137, "oom");
    engine.end(137);
    wait_for(watch.ended(FakeEngine::id));
    CHECK(watch.exit_of(FakeEngine::id)->oom);
}

TEST_CASE("an end learned otherwise counts, the first one") {
    FakeEngine engine;
    health::ExitWatch watch(engine.client, {});
    watch.note_exit("x", {4});
    watch.note_exit("x", {5});
    CHECK(watch.ended("x").stop_requested());
    CHECK(watch.exit_of("x")->code == 4);
}

TEST_CASE("an end while the subscription was broken is made up for") {
    FakeEngine engine;
    health::ExitWatch watch(engine.client, {});
    const auto ended = watch.ended(FakeEngine::id);
    SUBCASE("it has exited") {
        auto container = running_container();
        container.state = {.status = "exited", .exit_code = 9};
        engine.set(container);
        engine.break_events();
        wait_for(ended);
        CHECK(watch.exit_of(FakeEngine::id)->code == 9);
    }
    SUBCASE("it is gone") {
        engine.remove();
        engine.break_events();
        wait_for(ended);
        CHECK(watch.exit_of(FakeEngine::id)->code == -1);
    }
    SUBCASE("it ended after the subscription was made anew") {
        engine.break_events();
        while (engine.subscriptions() < 2) std::this_thread::yield();
        engine.end(6);
        wait_for(ended);
        CHECK(watch.exit_of(FakeEngine::id)->code == 6);
    }
    CHECK(engine.subscriptions() == 2);
}

TEST_CASE("a watch that cannot be had is refused") {
    FakeEngine engine;
    engine.refuse_events();
    CHECK_THROWS_AS(health::ExitWatch(engine.client, {}), docker::ApiError);
}
