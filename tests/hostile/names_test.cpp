#include "outcome.hpp"

#include <doctest/doctest.h>

using namespace e2e;

namespace {

const std::vector<std::string> names{
    "..",        "../x",      "../../etc", "a/b",     "a b",
    "a\nb",      "-x",        "--force",   "\x1b[2J", std::string(5000, 'a'),
    "a\xff\xfe", "$(reboot)", "a;b",       ".hidden", "CONTAINER.web.1/../.."};

}

TEST_CASE("a hostile name of an app is refused by every command and trigger, and nothing comes of it") {
    host();
    const std::string before = hostile::files();
    for (const std::string& name : names) {
        CAPTURE(name);
        hostile::check_is_refused(host().run({"apps:create", name}));
        hostile::check_is_refused(host().run({"ps:restart", name}));
        hostile::check_is_refused(host().run({"apps:destroy", name, "--force"}));
        hostile::check_is_refused(hostile::trigger({"scheduler-deploy", "docker-api", name, "latest"}));
        hostile::check_is_refused(hostile::trigger({"scheduler-stop", "docker-api", name, "true"}));
        hostile::check_is_bounded(hostile::trigger({"post-create", name}));
        hostile::check_is_bounded(hostile::trigger({"post-delete", name, "latest"}));
        hostile::check_is_bounded(hostile::trigger({"post-app-clone-setup", name, name}));
        hostile::check_is_bounded(hostile::trigger({"core-post-extract", name, "/etc", "HEAD"}));
    }
    CHECK(hostile::files() == before);
}

TEST_CASE("a hostile name of a process type is refused, and nothing comes of it") {
    TestApp app("typed");
    app.must_push({{"web", "--text=here"}});
    const std::string before = hostile::files();
    for (const std::string& name : names) {
        CAPTURE(name);
        hostile::check_is_refused(host().run({"ps:scale", app.name(), name + "=1"}));
        hostile::check_is_refused(host().run({"ps:restart", app.name(), name}));
        hostile::check_is_refused(host().run({"checks:skip", app.name(), name}));
        hostile::check_is_refused(
            hostile::trigger({"scheduler-deploy", "docker-api", app.name(), "latest", name}));
        hostile::check_is_refused(hostile::trigger({"scheduler-deploy", "docker-api", app.name(), name}));
        hostile::check_is_refused(hostile::trigger({"scheduler-enter", "docker-api", app.name(), name}));
    }
    CHECK(hostile::files() == before);
    CHECK(app.page() == "here");
}
