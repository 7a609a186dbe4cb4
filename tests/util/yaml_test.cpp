#include "util/yaml_json.hpp"

#include "util/error.hpp"
#include "util/json.hpp"

#include <doctest/doctest.h>

using namespace util;
using Json = nlohmann::json;

using namespace std::string_view_literals;

TEST_CASE("YAML says what JSON would say") {
    CHECK(parse_yaml("a: 1\nb: [x, 'y', \"3\", 2.5, true, ~, null, ]\nc:\n  - d: -7\n", "f") ==
          util::parse_json(R"({"a":1,"b":["x","y","3",2.5,true,null,null],"c":[{"d":-7}]})"));
    CHECK(parse_yaml("a: 0644\nb: yes\nc: 1.2.3\nd: '1'\ne: !!str 5\nf: .5\n", "f") ==
          util::parse_json(R"({"a":644,"b":"yes","c":"1.2.3","d":"1","e":"5","f":0.5})"));
    CHECK(parse_yaml("{\"a\": [1]}", "f") == util::parse_json(R"({"a":[1]})"));
    CHECK(parse_yaml("a: &x {b: 1}\nc: *x\n", "f") == util::parse_json(R"({"a":{"b":1},"c":{"b":1}})"));
    CHECK(parse_yaml("", "f").is_null());

    SUBCASE("errors name the place") {
        CHECK_THROWS_WITH_AS(parse_yaml("a: 1\nb: [", "app.yml"),
                             doctest::Contains("app.yml is not valid YAML at line"), Error);
        for (const char* bad :
             {"a: 1\na: 2\n", "? [a]\n: 1\n", "a: 1\n---\nb: 2\n", "a: *x\n", "\t- x", "a: b: c", "a: 'x"})
            CHECK_THROWS_AS_MESSAGE(parse_yaml(bad, "f"), Error, bad);
    }
    SUBCASE("aliases cannot unfold without end") {
        std::string bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
        for (int i = 1; i < 12; ++i) {
            const std::string before = "*a" + std::to_string(i - 1);
            bomb += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before;
            for (int n = 0; n < 9; ++n) bomb += ", " + before;
            bomb += "]\n";
        }
        CHECK_THROWS_WITH_AS(parse_yaml(bomb, "f"), doctest::Contains("too large"), Error);
        CHECK_THROWS_AS(parse_yaml("a: &a [*a]\n", "f"), Error);
    }
    SUBCASE("depth is bounded") {
        CHECK_THROWS_AS(parse_yaml(std::string(20000, '['), "f"), Error);
        CHECK_THROWS_AS(parse_yaml(std::string(200, '[') + std::string(200, ']'), "f"), Error);
    }
}

TEST_CASE("a YAML list is read entry by entry") {
    const auto entries = parse_yaml_list("# first\n- a: 1\n\n- b: 1\n  b: 2\n- c\n", "rules.yml");

    REQUIRE(entries.size() == 3);
    CHECK(entries[0].line == 2);
    CHECK(entries[0].value == util::parse_json(R"({"a":1})"));
    CHECK(entries[1].line == 4);
    CHECK(entries[1].error.find("rules.yml is not valid YAML at line 5") == 0);
    CHECK(entries[2].value == "c");

    CHECK(parse_yaml_list("# nothing\n", "f").empty());
    CHECK_THROWS_WITH_AS(parse_yaml_list("a: 1\n", "f"), doctest::Contains("it has to be a list"), Error);
    CHECK_THROWS_AS(parse_yaml_list("- [", "f"), Error);
}

TEST_CASE("a text of which the library makes documents without end is refused") {
    constexpr std::string_view found =
        "\054\040\042\150\145\141\143\150\150\150\150\150\150\150\150\150\150\150\150\150\150\150"
        "\150\150\150\150\150\150\150\150\150\150\150\150\150\150\150\116\070\156\154\157\150\155"
        "\141\156\156\061\066\152\163\157\156\137\141\142\151\137\166\063\137\061\061\137\062\066"
        "\144\145\164\141\151\154\060\065\160\141\162\163\145\137\145\162\162\145\042\072\040\042"
        "\163\164\141\162\164\165\225\335\054\040\042\156\141\155\145\042\072\040\042\162\145\141"
        "\144\001\077\171\042\054\040\042\160\141\164\150\142\150\001\077\145\226\154\164\150\143"
        "\150\145\143\153\363\072\012\040\040\167\145\142\072\141\173\040\042\150\145\141\154\164"
        "\150\143\150\145\143\153\163\042\072\040\173\040\042\167\145\142\042\072\040\133\040\173"
        "\040\042\164\171\160\145\042\072\040\042\163\164\141\000\000\003\350\042\054\040\042\156"
        "\141\155\145\042\072\040\042\162\145\141\144\171\042\012\040\040\040\040\055\057\057\040"
        "\164\171\160\376\376\376\376\145\072\040\163\164\141\162\164\165\015\015\015\015\015\145"
        "\156\164\042\072\040\042\157\153\040\173\040\042\167\145\142\042\072\040\133\040\054\040"
        "\042\160\141\042\054\040\042\141\164\164\150\164\145\155"sv;
    CHECK_THROWS_AS(parse_yaml(std::string(found), "app.yml"), Error);
}
