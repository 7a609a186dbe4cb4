#include "util/nearest.hpp"

#include <doctest/doctest.h>

TEST_CASE("the word that was probably meant is found") {
    const std::vector<std::string> words{"attempts", "initialDelay", "path", "port", "warn", "wait"};
    CHECK(util::nearest("atempts", words) == "attempts");
    CHECK(util::nearest("initial_delay", words) == "initialDelay");
    CHECK(util::nearest("INITIALDELAY", words) == "initialDelay");
    CHECK(util::nearest("pth", words) == "path");
    CHECK(util::nearest("warning", words) == "warn");
    CHECK(util::nearest("completely different", words).empty());
    CHECK(util::nearest("x", words).empty());
    CHECK(util::nearest("", words).empty());
    CHECK(util::nearest(std::string(10000, 'a'), words).empty());
    CHECK(util::nearest("path", {}).empty());
}
