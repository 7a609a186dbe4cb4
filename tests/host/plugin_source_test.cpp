#include "host/plugin_source.hpp"

#include "util/error.hpp"
#include "util/process.hpp"

#include <doctest/doctest.h>

namespace {

void sh(const util::Path& directory, const std::string& script) {
    const auto ended = util::run({.words = {"sh", "-ec", script}, .directory = directory.string()});
    REQUIRE_MESSAGE(ended.status == 0, ended.error);
}

}

TEST_CASE("a plugin is called after where it comes from") {
    CHECK(host::plugin_name_of("https://example.com/a/dokku-scheduler-docker-api.git") ==
          "scheduler-docker-api");
    CHECK(host::plugin_name_of("file:///src/scheduler-docker-api/") == "scheduler-docker-api");
    CHECK(host::plugin_name_of("/tmp/dokku-redis.tar.gz") == "redis");
    CHECK_THROWS_AS(host::plugin_name_of("/"), util::Error);
    CHECK_THROWS_AS(host::plugin_name_of("/tmp/..git"), util::Error);
    CHECK_THROWS_AS(host::verified_plugin_name("a/b"), util::Error);
    CHECK_THROWS_AS(host::verified_plugin_name(".."), util::Error);
}

TEST_CASE("a plugin is brought from a repository, an archive or a directory") {
    const util::TemporaryDirectory scene;
    const util::Path target = scene.path() / "target";
    sh(scene.path(),
       "mkdir plain && echo one > plain/file && tar -czf plugin.tar.gz plain && tar -czf flat.tgz -C plain "
       "file"
       " && cp -R plain repository && cd repository && git init -q && git add ."
       " && git -c user.name=a -c user.email=a@b commit -q -m one");
    const std::string directory = scene.path().string();
    std::string source, way;
    SUBCASE("directory") {
        source = directory + "/plain";
        way = "Copying";
    }
    SUBCASE("repository") {
        source = directory + "/repository";
        way = "Cloning plugin repo";
    }
    SUBCASE("file URL") {
        source = "file://" + directory + "/repository";
        way = "Cloning plugin repo";
    }
    SUBCASE("archive with a directory around it") {
        source = directory + "/plugin.tar.gz";
        way = "Unpacking";
    }
    SUBCASE("archive without one") {
        source = directory + "/flat.tgz";
        way = "Unpacking";
    }
    CHECK(host::way_to_fetch(source) == way);
    host::fetch_plugin(source, target, {});
    CHECK(util::read_file(target / "file") == "one\n");
}

TEST_CASE("a plugin from a repository follows it, even over rewritten history") {
    const util::TemporaryDirectory scene;
    const util::Path target = scene.path() / "target";
    sh(scene.path(),
       "git init -q repository && cd repository && echo one > file && git add ."
       " && git -c user.name=a -c user.email=a@b commit -q -m one");
    host::fetch_plugin(scene.path() / "repository", target, {});
    sh(scene.path() / "repository",
       "echo two > file && git -c user.name=a -c user.email=a@b commit -q -a --amend -m two");
    CHECK(host::update_plugin(target, {}));
    CHECK(util::read_file(target / "file") == "two\n");
}

TEST_CASE("a source that is not there leaves nothing behind") {
    const util::TemporaryDirectory scene;
    CHECK_THROWS_AS(host::fetch_plugin(scene.path() / "nowhere", scene.path() / "target", {}), util::Error);
    CHECK_THROWS_AS(host::fetch_plugin(scene.path() / "nowhere.tar.gz", scene.path() / "target", {}),
                    util::Error);
    CHECK_FALSE(std::filesystem::exists(scene.path() / "target"));
}

TEST_CASE("a directory copied as a plugin is not managed by git") {
    const util::TemporaryDirectory scene;
    CHECK_FALSE(host::update_plugin(scene.path(), {}));
}
