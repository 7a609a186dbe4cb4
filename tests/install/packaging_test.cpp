#include "util/file.hpp"
#include "util/process.hpp"

#include <doctest/doctest.h>

#include <cstdlib>

namespace {

util::Ended packaging(const std::string& script, const std::vector<std::string>& arguments) {
    const char* directory = std::getenv("PACKAGING");
    REQUIRE_MESSAGE(directory != nullptr, "PACKAGING names the directory of the scripts");
    std::vector<std::string> words{(util::Path(directory) / script).string()};
    words.insert(words.end(), arguments.begin(), arguments.end());
    return util::run({.words = words});
}

}

TEST_CASE("a script of packaging/ tells its usage and does nothing else") {
    for (const std::string script : {"deb", "release", "quickstart", "test", "in-release"}) {
        CAPTURE(script);
        const std::string usage = "usage: packaging/" + script;
        const util::Ended asked = packaging(script, {"--help"});
        CHECK(asked.status == 0);
        CHECK(asked.output.starts_with(usage));
        CHECK(asked.error.empty());
        const util::Ended refused = packaging(script, {"--no-such"});
        CHECK(refused.status == 2);
        CHECK(refused.output.empty());
        CHECK(refused.error.starts_with(usage));
    }
    CHECK(packaging("deb", {"one", "two"}).status == 2);
    CHECK(packaging("release", {"one", "two"}).status == 2);
    CHECK(packaging("quickstart", {"one"}).status == 2);
    CHECK(packaging("test", {"one"}).status == 2);
}

TEST_CASE("a directory that is not there is told before anything is built") {
    for (const char* script : {"deb", "release"}) {
        CAPTURE(std::string(script));
        const util::Ended refused = packaging(script, {"/no/such/directory"});
        CHECK(refused.status == 1);
        CHECK(refused.error == " !     there is no directory /no/such/directory\n");
    }
}
