#include "host/kept_file.hpp"

#include <doctest/doctest.h>

namespace {

struct KeptFileScene {
    util::TemporaryDirectory directory;
    dokku::Environment deploying{directory.path() / "apps", directory.path(), "hookrun", "100", ""};
    dokku::Environment another{directory.path() / "apps", directory.path(), "hookrun", "200", ""};
    util::Path source = directory.path() / "source" / "Procfile";

    void extract(const std::string& text) {
        util::write_file(source, text);
        host::kept_procfile(deploying, "shop").extract(source);
    }
    std::optional<std::string> seen_by(const dokku::Environment& environment) {
        return host::kept_procfile(environment, "shop").read();
    }
};

}

TEST_CASE("a file being deployed counts for its own deploy until it is promoted") {
    KeptFileScene scene;
    scene.extract("web: old");
    host::kept_procfile(scene.deploying, "shop").promote();
    CHECK(scene.seen_by(scene.another) == "web: old");

    scene.extract("web: new");
    CHECK(scene.seen_by(scene.deploying) == "web: new");
    CHECK(scene.seen_by(scene.another) == "web: old");

    SUBCASE("success") {
        host::kept_procfile(scene.deploying, "shop").promote();
        CHECK(scene.seen_by(scene.another) == "web: new");
    }
    SUBCASE("failure") {
        host::kept_procfile(scene.deploying, "shop").drop();
        CHECK(scene.seen_by(scene.deploying) == "web: old");
    }
    SUBCASE("a deploy that was killed leaves nothing to the next one") {
        util::write_file(scene.source, "web: third");
        host::kept_procfile(scene.another, "shop").extract(scene.source);
        CHECK(scene.seen_by(scene.deploying) == "web: old");
    }
}

TEST_CASE("a revision without the file takes it away when it is deployed") {
    KeptFileScene scene;
    scene.extract("web: old");
    host::kept_procfile(scene.deploying, "shop").promote();
    host::kept_procfile(scene.deploying, "shop").extract(scene.directory.path() / "nowhere");
    CHECK_FALSE(scene.seen_by(scene.deploying));
    CHECK(scene.seen_by(scene.another) == "web: old");
    host::kept_procfile(scene.deploying, "shop").promote();
    CHECK_FALSE(scene.seen_by(scene.another));
}

TEST_CASE("promoting without a deploy changes nothing") {
    KeptFileScene scene;
    scene.extract("web: old");
    host::kept_procfile(scene.deploying, "shop").promote();
    host::kept_procfile(scene.another, "shop").promote();
    CHECK(scene.seen_by(scene.another) == "web: old");
}
