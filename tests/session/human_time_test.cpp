#include "session/human_time.hpp"

#include <doctest/doctest.h>

using session::human_duration;
using util::Seconds;

TEST_CASE("an age is told as the docker CLI tells it") {
    CHECK(human_duration(Seconds(-5)) == "Less than a second");
    CHECK(human_duration(Seconds(0)) == "Less than a second");
    CHECK(human_duration(Seconds(1)) == "1 second");
    CHECK(human_duration(Seconds(59)) == "59 seconds");
    CHECK(human_duration(Seconds(119)) == "About a minute");
    CHECK(human_duration(Seconds(120)) == "2 minutes");
    CHECK(human_duration(Seconds(3599)) == "59 minutes");
    CHECK(human_duration(Seconds(89 * 60)) == "About an hour");
    CHECK(human_duration(Seconds(90 * 60)) == "2 hours");
    CHECK(human_duration(Seconds(47 * 3600)) == "47 hours");
    CHECK(human_duration(Seconds(48 * 3600)) == "2 days");
    CHECK(human_duration(Seconds(14 * 86400)) == "2 weeks");
    CHECK(human_duration(Seconds(60 * 86400)) == "2 months");
    CHECK(human_duration(Seconds(730 * 86400)) == "2 years");
}

TEST_CASE("a moment is told in UTC") {
    CHECK(session::utc_time(1795216539) == "2026-11-20 23:15:39 +0000 UTC");
}
