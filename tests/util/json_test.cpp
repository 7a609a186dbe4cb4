#include "util/json.hpp"

#include <doctest/doctest.h>

using namespace util;

TEST_CASE("what is no JSON, or nested without end, is nothing") {
    CHECK_FALSE(try_parse_json("{"));
    CHECK_FALSE(try_parse_json(""));
    CHECK_FALSE(try_parse_ordered_json("{} {}"));
    CHECK_FALSE(try_parse_json(std::string(100'000, '[')));
    CHECK_FALSE(try_parse_json(std::string(101, '[') + std::string(101, ']')));
    CHECK_FALSE(try_parse_ordered_json(std::string(101, '[') + std::string(101, ']')));
    CHECK(try_parse_json(std::string(100, '[') + std::string(100, ']')));

    SUBCASE("a bracket in a text nests nothing") {
        CHECK(try_parse_json("\"" + std::string(1000, '[') + "\\\"[\""));
    }
}

TEST_CASE("an ordered document keeps the order of its members") {
    CHECK(json_text(try_parse_ordered_json(R"({"b":1,"a":2})").value()) == R"({"b":1,"a":2})");
    CHECK(json_text(parse_json(R"({"b":1,"a":2})")) == R"({"a":2,"b":1})");
}

TEST_CASE("any value can be written") {
    CHECK(json_text(nlohmann::json("\xFF")) == "\"\xEF\xBF\xBD\"");
    CHECK(json_text(nlohmann::json{{"a", 1}}, 2) == "{\n  \"a\": 1\n}");
}
