#include "dokku/healthchecks.hpp"

#include "util/error.hpp"

#include <doctest/doctest.h>

using namespace dokku;
using namespace std::chrono_literals;

namespace {

std::vector<HealthcheckEntry> read_text(const std::string& text) {
    return parse_checks_file({"CHECKS", text});
}

}

TEST_CASE("a CHECKS file holds settings and paths") {
    const auto entries =
        read_text("WAIT=2 # wait 2 seconds\r\nTIMEOUT=6\n\n# comment\n/   Hello  World! \n/up\nATTEMPTS=3\n");
    REQUIRE(entries.size() == 2);
    CHECK(entries[0].origin == HealthcheckEntry::Origin::checks_file);
    CHECK(entries[0].place == "CHECKS line 5");
    CHECK(entries[0].name == "check-1");
    CHECK(entries[0].kind == HealthcheckEntry::Kind::path);
    CHECK(entries[0].path == "/");
    CHECK(entries[0].content == "Hello  World!");
    CHECK(entries[1].name == "check-2");
    CHECK(entries[1].path == "/up");
    CHECK(entries[1].content.empty());
    for (const HealthcheckEntry& entry : entries) {
        CHECK(entry.initial_delay == 2s);
        CHECK(entry.wait == 2s);
        CHECK(entry.timeout == 6s);
        CHECK(entry.attempts == 3);
    }
}

TEST_CASE("what a CHECKS file does not set is not set") {
    CHECK(read_text("").empty());
    CHECK(read_text("WAIT=1\n").empty());
    const auto entries = read_text("/\n");
    CHECK_FALSE(entries.at(0).wait);
    CHECK_FALSE(entries.at(0).initial_delay);
    CHECK_FALSE(entries.at(0).timeout);
    CHECK_FALSE(entries.at(0).attempts);
}

TEST_CASE("a check may name scheme and host") {
    const auto entries = read_text(
        "//example.com/a x\nhttps://example.com/b?c=/d\nhttp://example.com\n//example.com:81?q=1\n");
    REQUIRE(entries.size() == 4);
    CHECK(entries[0].headers == std::map<std::string, std::string>{{"Host", "example.com"}});
    CHECK(entries[0].path == "/a");
    CHECK(entries[0].scheme == "http");
    CHECK(entries[0].content == "x");
    CHECK(entries[1].scheme == "https");
    CHECK(entries[1].path == "/b?c=/d");
    CHECK(entries[2].path == "/");
    CHECK(entries[3].headers.at("Host") == "example.com:81");
    CHECK(entries[3].path == "/?q=1");
}

TEST_CASE("a line that cannot be read is refused with its number") {
    CHECK_THROWS_WITH_AS(read_text("/\n\nWAIT=soon\n"),
                         "CHECKS line 3: WAIT must be a whole number from 0 to 86400", util::Error);
    CHECK_THROWS_WITH_AS(read_text("up now\n"), "CHECKS line 1: a check is a path that begins with /, not up",
                         util::Error);
    for (const char* bad : {"TIMEOUT=0", "ATTEMPTS=", "ATTEMPTS=-1", "//", "///x", "ftp://x/", "/a\x01",
                            "/{{x}}", "/ {{ var \"X\" }}"})
        CHECK_THROWS_AS_MESSAGE(read_text(bad), util::Error, bad);
    std::string many;
    for (int i = 0; i < 101; ++i) many += "/\n";
    CHECK_THROWS_AS(read_text(many), util::Error);
}
