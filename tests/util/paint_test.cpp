#include "util/paint.hpp"

#include <doctest/doctest.h>

#include <fcntl.h>
#include <pty.h>
#include <unistd.h>
#include <cstdlib>

using namespace util;

TEST_CASE("colours are for a terminal alone, and not with NO_COLOR") {
    int ours = -1;
    int terminal = -1;
    REQUIRE(::openpty(&ours, &terminal, nullptr, nullptr, nullptr) == 0);
    ::setenv("TERM", "xterm", 1);
    ::unsetenv("NO_COLOR");
    CHECK(takes_colours(terminal));

    ::setenv("NO_COLOR", "1", 1);
    CHECK_FALSE(takes_colours(terminal));
    ::unsetenv("NO_COLOR");
    ::setenv("TERM", "dumb", 1);
    CHECK_FALSE(takes_colours(terminal));
    ::setenv("TERM", "xterm", 1);
    const int file = ::open("/dev/null", O_WRONLY);
    CHECK_FALSE(takes_colours(file));

    for (const int descriptor : {ours, terminal, file}) ::close(descriptor);
}

TEST_CASE("what is painted can be had plain again") {
    CHECK(painted("Fix:", Paint::heading) == "\x1b[1mFix:\x1b[0m");
    CHECK(without_colours(painted("a", Paint::alarm) + " b " + painted("c", Paint::command)) == "a b c");
    CHECK(without_colours("\x1b[2J \x1b[ \x1b[1") == "\x1b[2J \x1b[ \x1b[1");
    CHECK(without_colours("").empty());
}
