#include "engine/docker_local.hpp"
#include "support/endurance.hpp"
#include "traffic.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace e2e;

namespace {

/// An app with two web containers that changes hands.
class SwitchedApp {
public:
    SwitchedApp() {
        host().must({"ps:scale", app_.name(), "web=2"});
        host().must({"config:set", "--no-restart", app_.name(), "DOKKU_WAIT_TO_RETIRE=10"});
    }

    void give_to(const std::string& scheduler) {
        host().must({"scheduler:set", app_.name(), "selected", scheduler});
    }
    void deploy(const std::string& text) {
        app_.must_push({{"web", "--text=" + text}});
        CHECK(app_.page() == text);
    }
    /// Of two web containers, the second fails its check.
    void deploy_half(DockerLocal& docker_local, const std::string& text) {
        docker_local.let_fail("web.2");
        const util::Ended ended = app_.push({{"web", "--text=" + text}});
        CHECK_MESSAGE(ended.error.find("failed checks (web.2)") != std::string::npos, ended.error);
        docker_local.let_none_fail();
        REQUIRE(name_of("web.1").find(".upcoming-") != std::string::npos);
    }
    void fail_to_deploy() {
        const auto before = app_.serving();
        CHECK(app_.push({{"web", "--exit=3"}}).status != 0);
        CHECK(app_.serving() == before);
        for (const auto& [replica, id] : before)
            CHECK_MESSAGE(docker({"inspect", "--format", "{{.State.Running}}", id}) == "true\n", replica);
    }
    /// Both are there, under their names, and after a while nobody else is.
    void check_release(const std::string& text) {
        CHECK(app_.serving().size() == 2);
        for (const char* replica : {"web.1", "web.2"})
            CHECK(name_of(replica) == "/" + app_.name() + "." + replica + "\n");
        app_.let_retire();
        CHECK(app_.page() == text);
    }
    const std::string& name() const { return app_.name(); }

private:
    std::string name_of(const std::string& replica) {
        return docker({"inspect", "--format", "{{.Name}}", app_.serving().at(replica)});
    }

    TestApp app_{"switched"};
};

}

TEST_CASE("a deploy after one of docker-local that failed half-way loses nothing") {
    DockerLocal docker_local;
    SwitchedApp app;
    app.give_to("docker-local");
    app.deploy("one");
    load::Traffic traffic(app.name());
    app.deploy_half(docker_local, "two");

    app.give_to("docker-api");
    SUBCASE("after one of ours that failed") { app.fail_to_deploy(); }
    if (endurance::is_wanted()) {
        SUBCASE("at once") {}
        SUBCASE("after what the timer runs") { host().must({"ps:retire"}); }
    }
    app.deploy("three");

    app.check_release("three");
    CHECK(traffic.end().failed.load() == 0);
}

TEST_CASE("an app goes back to docker-local, and comes again from a deploy that failed there") {
    DockerLocal docker_local;
    SwitchedApp app;
    app.deploy("one");
    load::Traffic traffic(app.name());

    app.give_to("docker-local");
    SUBCASE("that failed") { app.deploy_half(docker_local, "two"); }
    if (endurance::is_wanted()) {
        SUBCASE("that succeeded") {
            app.deploy("two");
            app.check_release("two");
        }
    }

    app.give_to("docker-api");
    app.deploy("three");
    app.check_release("three");
    CHECK(traffic.end().failed.load() == 0);
}
