#include "host/pushed_references.hpp"

#include "util/error.hpp"

#include <doctest/doctest.h>

#include <sstream>

namespace {

const std::string none(40, '0');
const std::string one(40, 'a');

std::vector<host::PushedReference> read(const std::string& text) {
    std::istringstream input(text);
    return host::read_pushed_references(input);
}

}

TEST_CASE("main and master are deployed, what is deleted or called otherwise is not") {
    const auto is_deployed = [](const std::string& revision, const std::string& name) {
        return read(none + " " + revision + " " + name + "\n").at(0).is_deployed();
    };
    CHECK(is_deployed(one, "refs/heads/main"));
    CHECK(is_deployed(std::string(64, 'b'), "refs/heads/master"));
    CHECK_FALSE(is_deployed(none, "refs/heads/main"));
    CHECK_FALSE(is_deployed(one, "refs/heads/feature/main"));
    CHECK(read(none + " " + one + " refs/heads/other\n").at(0).short_name() == "other");
    CHECK(read("").empty());
}

TEST_CASE("what is no revision never becomes an argument of git") {
    for (const std::string& line :
         {none + " --output=/etc/passwd refs/heads/main", none + " " + one + "g refs/heads/main",
          none + " " + one, one + " " + one + " main", std::string("\x1b[2J"), none + "  refs/heads/main"})
        CHECK_THROWS_AS(read(line + "\n"), util::Error);
}
