#include "session/run_containers.hpp"

#include <doctest/doctest.h>

using session::parse_run_name;

TEST_CASE("the name of a run container is taken apart from its end") {
    const auto name = parse_run_name("my.dotted.app.run.12345");
    REQUIRE(name);
    CHECK(name->app == "my.dotted.app");
    CHECK(name->type == "run");
    CHECK(name->number == "12345");
    CHECK(parse_run_name("app.cron.7")->type == "cron");
}

TEST_CASE("other names are no names of run containers") {
    for (const char* name : {"", ".", "..", "app", "app.run", ".run.1", "app.run.", "app.run.x", "app.run.-1",
                             "../app.run.1", "a b.run.1"}) {
        CAPTURE(name);
        CHECK_FALSE(parse_run_name(name));
    }
}
