#include "dokku/document_json.hpp"
#include "dokku/yaml_json.hpp"

#include "util/error.hpp"

#include <doctest/doctest.h>

using namespace dokku;
using Json = nlohmann::json;

TEST_CASE("comments and trailing commas are no part of the JSON") {
    CHECK(parse_relaxed_json("{\"a\": 1, // one\n \"b\": [1, 2, /* two */ ],\n}", "f") ==
          Json::parse(R"({"a":1,"b":[1,2]})"));
    CHECK(parse_relaxed_json(R"({"url": "http://x/*y*/", "q": "\"//", "c": ",]"})", "f") ==
          Json::parse(R"({"url":"http://x/*y*/","q":"\"//","c":",]"})"));

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

TEST_CASE("YAML says what JSON would say") {
    CHECK(parse_yaml("a: 1\nb: [x, 'y', \"3\", 2.5, true, ~, null, ]\nc:\n  - d: -7\n", "f") ==
          Json::parse(R"({"a":1,"b":["x","y","3",2.5,true,null,null],"c":[{"d":-7}]})"));
    CHECK(parse_yaml("a: 0644\nb: yes\nc: 1.2.3\nd: '1'\ne: !!str 5\nf: .5\n", "f") ==
          Json::parse(R"({"a":644,"b":"yes","c":"1.2.3","d":"1","e":"5","f":0.5})"));
    CHECK(parse_yaml("{\"a\": [1]}", "f") == Json::parse(R"({"a":[1]})"));
    CHECK(parse_yaml("a: &x {b: 1}\nc: *x\n", "f") == Json::parse(R"({"a":{"b":1},"c":{"b":1}})"));
    CHECK(parse_yaml("", "f").is_null());

    SUBCASE("errors name the place") {
        CHECK_THROWS_WITH_AS(parse_yaml("a: 1\nb: [", "app.yml"),
                             doctest::Contains("app.yml is not valid YAML at line"), util::Error);
        for (const char* bad :
             {"a: 1\na: 2\n", "? [a]\n: 1\n", "a: 1\n---\nb: 2\n", "a: *x\n", "\t- x", "a: b: c", "a: 'x"})
            CHECK_THROWS_AS_MESSAGE(parse_yaml(bad, "f"), util::Error, bad);
    }
    SUBCASE("aliases cannot unfold without end") {
        std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
        for (int i = 1; i < 12; ++i) {
            const std::string before = "*a" + std::to_string(i - 1);
            bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before;
            for (int n = 0; n < 9; ++n) bomb += ", " + before;
            bomb += "]\n";
        }
        CHECK_THROWS_WITH_AS(parse_yaml(bomb, "f"), doctest::Contains("too large"), util::Error);
        CHECK_THROWS_AS(parse_yaml("a: &a [*a]\n", "f"), util::Error);
    }
    SUBCASE("depth is bounded") {
        CHECK_THROWS_AS(parse_yaml(std::string(20000, '['), "f"), util::Error);
        CHECK_THROWS_AS(parse_yaml(std::string(200, '[') + std::string(200, ']'), "f"), util::Error);
    }
}

TEST_CASE("the YAML twin goes by its name") {
    CHECK(parse_app_json({"app.yml", "a: 1"}) == Json::parse(R"({"a":1})"));
    CHECK_THROWS_AS(parse_app_json({"app.json", "a: 1"}), util::Error);
    CHECK_THROWS_WITH_AS(parse_app_json({"app.yml", "- a"}), "app.yml must hold an object, not a list",
                         util::Error);
    CHECK_THROWS_WITH_AS(parse_app_json({"app.yml", ""}), "app.yml must hold an object, not null",
                         util::Error);
}
