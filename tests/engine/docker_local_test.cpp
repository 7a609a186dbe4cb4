#include "docker_local.hpp"
#include "visitor.hpp"

#include "util/text.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <thread>

using namespace e2e;

namespace {

void choose(const TestApp& app, const std::string& scheduler) {
    host().must({"scheduler:set", app.name(), "selected", scheduler});
    host().must({"ps:rebuild", app.name()});
}

/// Whether all containers but those that serve go, by Dokku's timer alone.
bool only_serving_stay(const TestApp& app) {
    for (int tries = 0; tries < 300 && app.containers().size() > app.serving().size(); ++tries) {
        host().must({"ps:retire"});
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    return app.containers().size() == app.serving().size();
}

std::string names_of(const TestApp& app) {
    std::vector<std::string> names = util::lines(
        docker({"ps", "--filter", "label=com.dokku.app-name=" + app.name(), "--format", "{{.Names}}"}));
    std::sort(names.begin(), names.end());
    return util::join(names, " ");
}

std::string files_named(const std::string& text) {
    return util::run({.words = {"find", host().root(), "-name", "*" + text + "*"}}).output;
}

void check_healthy() {
    const util::Ended examined = host().run({"scheduler-docker-api:doctor"});
    CHECK_MESSAGE(examined.status == 0, examined.output);
}

}

TEST_CASE("an app is switched to docker-local and back, with nothing lost and nothing left") {
    const DockerLocal docker_local;
    {
        TestApp app("commuter");
        host().must({"ps:scale", app.name(), "web=2", "worker=1"});
        host().must({"checks:set", app.name(), "wait-to-retire", "1"});
        host().must({"config:set", "--no-restart", app.name(), "TEXT=kept"});
        app.must_push({{"web", ""}, {"worker", "--idle"}});
        const std::string replicas = "commuter.web.1 commuter.web.2 commuter.worker.1";
        CHECK(app.page() == "kept");

        choose(app, "docker-local");
        CHECK(util::lines(docker_local.list()).size() == 3);
        CHECK(app.page() == "kept");
        CHECK(only_serving_stay(app));
        CHECK(names_of(app) == replicas);
        CHECK(docker_local.list().empty());

        host().must({"config:set", "--no-restart", app.name(), "TEXT=changed"});
        {
            const Visitor visitor(app.name(), "");
            choose(app, "docker-api");
            CHECK(visitor.requests() > 0);
            CHECK_MESSAGE(visitor.failures() == 0, visitor.last_failure());
        }
        CHECK(app.page() == "changed");
        CHECK(only_serving_stay(app));
        CHECK(names_of(app) == replicas);
        CHECK(docker_local.list().empty());
        check_healthy();
    }
    CHECK(files_named("commuter") == "");
}

TEST_CASE("an app that failed here, changed hands and was destroyed leaves nothing") {
    const DockerLocal docker_local;
    {
        TestApp app("passer-by");
        CHECK(app.push({{"web", "--exit=3"}}).status != 0);
        CHECK(app.containers().size() == 1);
        host().must({"scheduler:set", app.name(), "selected", "docker-local"});
    }
    CHECK(docker({"ps", "--all", "--quiet", "--filter", "label=com.dokku.app-name=passer-by"}).empty());
}

TEST_CASE("docker-local's hooks that ask for no scheduler do our apps no harm") {
    const DockerLocal docker_local;
    {
        TestApp app("neighbour");
        app.must_push({{"web", "--text=one"}});
        app.must_push({{"web", "--text=two"}});
        CHECK(only_serving_stay(app));
        CHECK(app.page() == "two");
        CHECK(docker_local.list().empty());

        SUBCASE("one that another plugin registered as retired goes, ours stays") {
            const std::string other = util::lines(docker({"create", "--label=com.dokku.app-name=neighbour",
                                                          "dokku/neighbour:latest"}))
                                          .at(0);
            host().must({"plugin:trigger", "scheduler-register-retired", "neighbour", other, "-1"});
            CHECK(only_serving_stay(app));
            CHECK(app.page() == "two");
        }
        SUBCASE("an app that was renamed keeps serving") {
            host().must({"apps:rename", "neighbour", "moved"});
            CHECK(host().fetch("moved") == "two");
            host().must({"apps:destroy", "moved", "--force"});
        }
        check_healthy();
    }
    for (const char* name : {"neighbour", "moved"}) CHECK(files_named(name) == "");
}
