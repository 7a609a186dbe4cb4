#include "dokku/relaxed_json.hpp"

#include "util/error.hpp"
#include "util/json.hpp"

#include <doctest/doctest.h>

using namespace dokku;

TEST_CASE("comments and trailing commas are no part of the JSON") {
    CHECK(parse_relaxed_json("{\"a\": 1, // one\n \"b\": [1, 2, /* two */ ],\n}", "f") ==
          util::parse_json(R"({"a":1,"b":[1,2]})"));
    CHECK(parse_relaxed_json(R"({"url": "http://x/*y*/", "q": "\"//", "c": ",]"})", "f") ==
          util::parse_json(R"({"url":"http://x/*y*/","q":"\"//","c":",]"})"));

    SUBCASE("but what is left has to be JSON") {
        for (const char* bad : {"", "{", "{,}x", "[1,,]", "{\"a\":}", "{a:1}", "/* open", "\"open",
                                "{\"a\":1}}", "1e999", "\xff", "{\"a\":\"\n\"}", "\\"})
            CHECK_THROWS_AS_MESSAGE(parse_relaxed_json(bad, "f"), util::Error, bad);
    }
    SUBCASE("an error names file, line and column") {
        CHECK_THROWS_WITH_AS(
            parse_relaxed_json("{\n  /* x */ \"a\" 1\n}", "app.json"),
            doctest::Contains("app.json is not valid JSON at line 2, column 15: syntax error"), util::Error);
    }
    SUBCASE("depth is bounded") {
        CHECK_THROWS_WITH_AS(parse_relaxed_json(std::string(100000, '['), "f"), "f is nested too deeply",
                             util::Error);
        CHECK_NOTHROW(parse_relaxed_json(std::string(50, '[') + std::string(50, ']'), "f"));
    }
}
