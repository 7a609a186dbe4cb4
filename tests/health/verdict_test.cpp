#include "health/verdict.hpp"

#include <doctest/doctest.h>

#include <set>

TEST_CASE("every code has a name of its own") {
    std::set<std::string_view> names;
    for (int i = 0; i <= static_cast<int>(health::Code::worker_timeout); ++i)
        names.insert(to_string(static_cast<health::Code>(i)));
    CHECK(names.size() == static_cast<std::size_t>(health::Code::worker_timeout) + 1);
    CHECK_FALSE(names.contains("UNKNOWN"));
    CHECK(to_string(health::Code::loopback_only) == "LOOPBACK_ONLY");
}

TEST_CASE("only a healthy or skipped container is good") {
    CHECK(health::Verdict{health::Code::healthy}.healthy());
    CHECK(health::Verdict{health::Code::skipped}.healthy());
    CHECK_FALSE(health::Verdict{health::Code::exited_zero}.healthy());
}
