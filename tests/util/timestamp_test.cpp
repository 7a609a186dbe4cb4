#include "util/timestamp.hpp"

#include <doctest/doctest.h>

using namespace std::chrono_literals;

TEST_CASE("the Engine's timestamps are read to the microsecond") {
    const auto at = util::parse_timestamp("2026-11-21T00:46:18.603380227Z");
    REQUIRE(at);
    CHECK(*at == std::chrono::sys_days(std::chrono::year(2026) / 11 / 21) + 46min + 18s + 603380us);
    CHECK(util::parse_timestamp("2026-11-21T02:16:18.60338+01:30") == at);
    CHECK(util::parse_timestamp("2026-11-20T23:46:18.60338-01:00") == at);
    CHECK(util::parse_timestamp("1970-01-01T00:00:00Z") == util::Timestamp{});
}

TEST_CASE("what is no time is nothing") {
    for (const char* text :
         {"", "0001-01-01T00:00:00Z", "2026-02-30T00:00:00Z", "2026-11-21", "2026-11-21T00:46:18",
          "2026-11-21T00:46:18Zx", "2026-11-21 00:46:18Z", "2026-11-21T00:46:-8Z", "2026-1",
          "2026-11-21T24:00:00Z", "2026-11-21T00:46:18+1:00"}) {
        CAPTURE(text);
        CHECK_FALSE(util::parse_timestamp(text));
    }
}

TEST_CASE("a time is written as the Engine writes it, to the second") {
    CHECK(util::format_timestamp(std::chrono::seconds(1763685978)) == "2025-11-21T00:46:18Z");
    CHECK(util::parse_timestamp(util::format_timestamp(std::chrono::seconds(1))) ==
          util::Timestamp(std::chrono::seconds(1)));
}
