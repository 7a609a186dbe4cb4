#include "dokku/revision.hpp"

#include "test_host.hpp"
#include "util/error.hpp"

#include <doctest/doctest.h>

#include <unistd.h>

using namespace dokku;

namespace {

struct RevisionFixture {
    TestHost host{};
    util::TemporaryDirectory source{};

    Revision revision() const { return {host.environment, host.app}; }
    void source_file(const std::string& name, const std::string& text) const {
        util::write_file(source.path() / name, text);
    }
    std::string app_json() const {
        const auto files = revision().files();
        return files && files->app_json ? files->app_json->text : "none";
    }
};

}

TEST_CASE_FIXTURE(RevisionFixture, "before anything was kept Dokku has to be asked") {
    CHECK_FALSE(revision().files());
    CHECK_NOTHROW(revision().promote());
    CHECK_NOTHROW(revision().drop());
}

TEST_CASE_FIXTURE(RevisionFixture,
                  "a candidate counts for its own command at once and for others after its deploy") {
    source_file("app.json", "{\"a\": 1}");
    source_file("CHECKS", "/ ok\n");
    revision().keep(source.path());
    CHECK(app_json() == "{\"a\": 1}");
    CHECK(revision().files()->checks->text == "/ ok\n");
    CHECK(revision().files()->checks->name == "CHECKS");

    host.environment.process_id = "4712";
    CHECK_FALSE(revision().files());
    host.environment.process_id = "4711";
    revision().promote();
    host.environment.process_id = "4712";
    CHECK(app_json() == "{\"a\": 1}");

    SUBCASE("a failed deploy drops its candidate and leaves the revision") {
        source_file("app.json", "{\"a\": 2}");
        revision().keep(source.path());
        CHECK(app_json() == "{\"a\": 2}");
        revision().drop();
        CHECK(app_json() == "{\"a\": 1}");
    }
    SUBCASE("a successful one replaces it whole") {
        util::remove_file(source.path() / "CHECKS");
        source_file("app.json", "{\"a\": 2}");
        revision().keep(source.path());
        revision().promote();
        CHECK(app_json() == "{\"a\": 2}");
        CHECK_FALSE(revision().files()->checks);
        CHECK(util::list_directory(host.environment.data("shop")) == std::vector<std::string>{"revision"});
    }
    SUBCASE("a replacement cut short leaves the old one readable") {
        std::filesystem::rename(host.environment.data("shop") / "revision",
                                host.environment.data("shop") / "revision.previous");
        CHECK(app_json() == "{\"a\": 1}");
        source_file("app.json", "{\"a\": 2}");
        revision().keep(source.path());
        revision().promote();
        CHECK(app_json() == "{\"a\": 2}");
    }
    SUBCASE("another scheduler's push makes it out of date") {
        revision().forget();
        CHECK_FALSE(revision().files());
    }
}

TEST_CASE_FIXTURE(RevisionFixture, "a push whose build failed leaves nothing behind for ever") {
    source_file("app.json", "{}");
    revision().keep(source.path());
    host.environment.process_id = "4712";
    revision().keep(source.path());
    CHECK(util::list_directory(host.environment.data("shop")) ==
          std::vector<std::string>{"revision.candidate-4712"});
}

TEST_CASE_FIXTURE(RevisionFixture, "the files of a revision are looked for where they may be") {
    SUBCASE("a source without any of them is a revision too") {
        revision().keep(source.path());
        REQUIRE(revision().files());
        CHECK(app_json() == "none");
    }
    SUBCASE("property appjson-path names another file") {
        host.property("app-json", "appjson-path", "/deploy/other.json");
        source_file("app.json", "{\"a\": 1}");
        source_file("deploy/other.json", "{\"a\": 2}");
        revision().keep(source.path());
        CHECK(app_json() == "{\"a\": 2}");
    }
    SUBCASE("the YAML twin counts without an app.json") {
        source_file("app.yaml", "a: 1");
        revision().keep(source.path());
        CHECK(app_json() == "a: 1");
        source_file("app.yml", "a: 2");
        revision().keep(source.path());
        CHECK(revision().files()->app_json->name == "app.yml");
        source_file("app.json", "{}");
        revision().keep(source.path());
        CHECK(app_json() == "{}");
    }
    SUBCASE("of an app that is deployed from an image only Dokku has them") {
        source_file("app.json", "{}");
        host.property("git", "source-image", "nginx:1");
        revision().keep(source.path());
        CHECK_FALSE(revision().files());
        revision().promote();
        CHECK_FALSE(revision().files());
    }
}

TEST_CASE_FIXTURE(RevisionFixture, "a file that is not valid stops the push with its place") {
    source_file("app.json", "{\n  \"a\": 1,, \"b\": 2\n}");
    CHECK_THROWS_WITH_AS(revision().keep(source.path()),
                         doctest::Contains("app.json is not valid JSON at line 2, column 10"), util::Error);
    CHECK_FALSE(revision().files());
    source_file("app.json", "[]");
    CHECK_THROWS_WITH_AS(revision().keep(source.path()), "app.json must hold an object, not a list",
                         util::Error);
    source_file("app.json", "// fine\n{\"a\": 1, /* too */ }\n");
    CHECK_NOTHROW(revision().keep(source.path()));
    source_file("app.json", "{\"a\": \"" + std::string(2U << 20U, 'x') + "\"}");
    CHECK_THROWS_WITH_AS(revision().keep(source.path()), "app.json is larger than 1 MiB", util::Error);
    util::remove_file(source.path() / "app.json");
    source_file("app.yml", "a: [");
    CHECK_THROWS_AS(revision().keep(source.path()), util::Error);
}

TEST_CASE_FIXTURE(RevisionFixture, "links are followed inside the pushed directory only") {
    source_file("deploy/real.json", "{\"a\": 1}");
    const util::Path link = source.path() / "app.json";
    REQUIRE(::symlink("deploy/real.json", link.c_str()) == 0);
    revision().keep(source.path());
    CHECK(app_json() == "{\"a\": 1}");

    SUBCASE("one that leaves it is refused") {
        util::remove_file(link);
        REQUIRE(::symlink("/etc/passwd", link.c_str()) == 0);
        CHECK_THROWS_WITH_AS(revision().keep(source.path()), "app.json leads out of the pushed directory",
                             util::Error);
    }
    SUBCASE("so is a property that does") {
        util::write_file(host.directory.path() / "secret.json", "{}");
        host.property(
            "app-json", "appjson-path",
            std::filesystem::relative(host.directory.path() / "secret.json", source.path()).string());
        CHECK_THROWS_AS(revision().keep(source.path()), util::Error);
    }
    SUBCASE("one that leads nowhere, a loop and a directory are no file") {
        util::remove_file(link);
        REQUIRE(::symlink("nowhere", link.c_str()) == 0);
        REQUIRE(::symlink("CHECKS", (source.path() / "CHECKS").c_str()) == 0);
        util::make_directory(source.path() / "app.yml");
        revision().keep(source.path());
        CHECK(app_json() == "none");
    }
}

TEST_CASE("a revision belongs to a valid app and command") {
    TestHost host;
    CHECK_THROWS_AS(Revision(host.environment, "../x"), util::Error);
    host.environment.process_id = "../../x";
    CHECK_THROWS_AS(Revision(host.environment, "shop"), util::Error);
}
