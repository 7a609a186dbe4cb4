#include "standalone_host.hpp"

#include "util/text.hpp"

#include <doctest/doctest.h>

using namespace e2e;

namespace {

/// Removed at the end of the test, under whatever name it has by then.
struct Copies {
    ~Copies() {
        for (const char* name : {"second", "third"}) host().run({"apps:destroy", name, "--force"});
    }
};

}

TEST_CASE("who types what apps:create says deploys the app") {
    const Copies copies;
    std::string typed;
    for (const std::string& line : util::lines(host().must({"apps:create", "second"})))
        if (line.starts_with("       ")) typed += line + "\n";
    const util::TemporaryDirectory checkout;
    util::write_file(checkout.path() / "Dockerfile",
                     "FROM scratch\nCOPY app_server /app_server\nCMD [\"/app_server\", \"--text=typed\"]\n");
    util::write_file(checkout.path() / "app_server", *util::read_file(program("APP_SERVER")), 0755);
    const util::Ended pushed =
        util::run({.words = {"sh", "-c",
                             "set -e; git init -q -b trunk .; git add .; "
                             "git -c user.name=a -c user.email=a@b commit -q -m one\n" +
                                 typed},
                   .directory = checkout.path().string()});
    REQUIRE_MESSAGE(pushed.status == 0, pushed.error);
    CHECK(host().fetch("second") == "typed");
}

TEST_CASE("an app is cloned, renamed, reached by other names, stopped and restored") {
    TestApp app("first");
    app.must_push({{"web", "--text=up"}});
    host().must({"scheduler-docker-api:set", "first", "log-lines", "5"});
    const Copies copies;

    host().must({"apps:clone", "first", "second"});
    CHECK(host().fetch("second") == "up");
    CHECK(host().must({"scheduler-docker-api:report", "second", "--scheduler-docker-api-log-lines"}) ==
          "5\n");

    host().must({"apps:rename", "second", "third"});
    CHECK(host().run({"apps:exists", "second"}).status == 20);
    CHECK(host().fetch("third") == "up");
    CHECK(host().must({"scheduler-docker-api:report", "third", "--scheduler-docker-api-log-lines"}) == "5\n");
    CHECK(app.page() == "up");

    host().must({"domains:set", "third", "third.example.com"});
    CHECK(host().fetch("third.example.com") == "up");
    CHECK(says(host().must({"ports:report", "third"}), "http:80:5000"));

    host().must({"ps:stop", "third"});
    CHECK(host().must({"ps:report", "third", "--running"}) == "false\n");
    host().must({"ps:restore", "third"});
    CHECK(host().must({"ps:report", "third", "--running"}) == "false\n");
    host().must({"ps:set", "third", "restore", "true"});
    host().must({"ps:restore", "third"});
    CHECK(host().must({"ps:report", "third", "--running"}) == "true\n");
    CHECK(host().fetch("third") == "up");
}
