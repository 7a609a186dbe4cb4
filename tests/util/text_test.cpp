#include "util/text.hpp"

#include "util/error.hpp"

#include <doctest/doctest.h>

using namespace util;
using Words = std::vector<std::string>;

TEST_CASE("words are split as xargs splits them") {
    CHECK(split_words("") == Words{});
    CHECK(split_words("  a\tb\n c ") == Words{"a", "b", "c"});
    CHECK(split_words("--label 'a b'  \"c 'd'\"") == Words{"--label", "a b", "c 'd'"});
    CHECK(split_words("mid'dle of'word") == Words{"middle ofword"});
    CHECK(split_words("a\\ b $HOME `x`") == Words{"a b", "$HOME", "`x`"});
    CHECK(split_words("'back\\slash'") == Words{"back\\slash"});
    CHECK(split_words("'' x") == Words{"", "x"});

    SUBCASE("an unmatched quote is an error that shows the text") {
        CHECK_THROWS_WITH_AS(split_words("a 'b"), "unmatched single quote in: a 'b", Error);
        CHECK_THROWS_AS(split_words("\"a\nb\""), Error);
    }
}

TEST_CASE("a command line can be pasted into a shell") {
    CHECK(shell_command({"nginx", "-g", "daemon off;"}) == "nginx -g 'daemon off;'");
    CHECK(shell_command({"echo", "it's", ""}) == "echo \"it's\" ''");
    CHECK(shell_command({"it's $HOME"}) == "'it'\\''s $HOME'");
}

TEST_CASE("numbers are decimal, whole and in range") {
    CHECK(parse_number("80", 1, 65535) == 80);
    for (const char* bad : {"", "0", "65536", "80x", " 80", "+80", "0x50", "99999999999999999999"})
        CHECK_MESSAGE(!parse_number(bad, 1, 65535), bad);
}

TEST_CASE("foreign text cannot reach the terminal's controls") {
    CHECK(printable("plain ünïcode ✓") == "plain ünïcode ✓");
    CHECK(printable("\x1b[2J\r") == "\\x1b[2J\\r");
    CHECK(printable("a\nb\tc") == "a\\nb\\x09c");
    CHECK(printable("a\nb\tc", Lines::keep) == "a\nb\tc");
    CHECK(printable("\xff\xc0\x80") == "\\xff\\xc0\\x80");
    CHECK(printable("\xc2\x9b"
                    "1m") == "\\xc2\\x9b1m");
    CHECK(printable("\xe2\x80\xae") == "\\xe2\\x80\\xae");
}

TEST_CASE("UTF-8 is told from other bytes") {
    CHECK(util::is_utf8(""));
    CHECK(util::is_utf8("plain ünïcode ✓"));
    CHECK_FALSE(util::is_utf8("na\xEFve"));
    CHECK_FALSE(util::is_utf8("cut \xE2\x9C"));
    CHECK_FALSE(util::is_utf8("overlong \xC0\xAF"));
}

TEST_CASE("small text helpers") {
    CHECK(split("a::b", ':') == Words{"a", "", "b"});
    CHECK(lines("a\r\n\nb") == Words{"a", "b"});
    CHECK(join({"a", "b"}, ", ") == "a, b");
    CHECK(trim(" \t x y \n") == "x y");
    CHECK(shortened("grüße", 3) == "gr...");
    CHECK(counted(1, "container") == "1 container");
    CHECK(counted(2, "container") == "2 containers");
}
