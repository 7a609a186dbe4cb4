#include "util/wrap.hpp"

#include <doctest/doctest.h>

using namespace util;

TEST_CASE("text is broken between words, longer words within") {
    using Lines = std::vector<std::string>;
    const std::string long_word(100, 'x');
    CHECK(wrap("a  b", {"- ", "  "}) == Lines{"- a b"});
    CHECK(wrap(long_word, {"", "  "}) == Lines{std::string(line_width, 'x'), "  " + std::string(35, 'x')});
    CHECK(wrap("", {"", ""}).empty());
    SUBCASE("characters count, not bytes") {
        std::string umlauts;
        for (std::size_t i = 0; i < line_width; ++i) umlauts += "\xc3\xa4";
        CHECK(wrap(umlauts, {"", ""}).size() == 1);
        CHECK(fold(umlauts + "b", "") == Lines{umlauts, "b"});
    }
    SUBCASE("escapes stay whole") {
        const std::string text = std::string(line_width - 2, 'x') + "\\x16\\r\\n";
        CHECK(wrap(text, {"", ""}) == Lines{std::string(line_width - 2, 'x'), "\\x16\\r\\n"});
        CHECK(fold(std::string(line_width - 3, 'x') + "\\r\\n", "") ==
              Lines{std::string(line_width - 3, 'x') + "\\r", "\\n"});
    }
    SUBCASE("as one text its further lines are further in") {
        CHECK(wrapped("short") == "short");
        CHECK(wrapped("a " + std::string(line_width, 'x')) ==
              "a\n  " + std::string(line_width - 2, 'x') + "\n  xx");
    }
}
