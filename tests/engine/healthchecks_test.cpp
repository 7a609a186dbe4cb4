#include "standalone_host.hpp"

#include <doctest/doctest.h>

using namespace e2e;

namespace {

std::string checks_of_web(const std::string& entries) {
    return R"({"healthchecks":{"web":[)" + entries + "]}}";
}

/// An app that serves "old", and whose next revisions bring an app.json.
class CheckedApp {
public:
    explicit CheckedApp(const std::string& name) : app(name) {
        app.must_push({{"web", "--text=old"}});
        before_ = app.serving();
    }
    util::Ended push(const std::string& text, const std::string& entries) {
        return app.push({{"web", "--text=" + text}}, "", {{"app.json", checks_of_web(entries)}});
    }
    bool is_untouched() const {
        return app.serving() == before_ && app.page() == "old" && app.containers("running").size() == 1;
    }

    TestApp app;

private:
    std::map<std::string, std::string> before_;
};

}

TEST_CASE("a health check of app.json accepts a release by its content") {
    CheckedApp checked("health-content");
    const std::string wants_new =
        R"({"type":"startup","name":"says new","path":"/","content":"new","attempts":1})";

    const util::Ended refused = checked.push("stale", wants_new);

    CHECK(refused.status != 0);
    CHECK_MESSAGE(says(refused, "BAD_CONTENT"), all_of(refused));
    CHECK(says(refused, "says new"));
    CHECK(checked.is_untouched());

    const util::Ended accepted = checked.push("new", wants_new);
    CHECK_MESSAGE(accepted.status == 0, all_of(accepted));
    CHECK(checked.app.page() == "new");
}

TEST_CASE("a health check of app.json runs a command in the container") {
    CheckedApp checked("health-command");

    const util::Ended refused = checked.push(
        "new",
        R"({"type":"startup","command":["/app_server","--exit=3","--idle","--say=no database"],"attempts":2,"wait":0})");

    CHECK(refused.status != 0);
    CHECK_MESSAGE(says(refused, "COMMAND_FAILED"), all_of(refused));
    CHECK(says(refused, "no database"));
    CHECK(checked.is_untouched());

    const util::Ended slow = checked.push(
        "new", R"({"type":"startup","command":["/app_server","--idle"],"attempts":1,"timeout":1})");
    CHECK_MESSAGE(says(slow, "COMMAND_TIMEOUT"), all_of(slow));
    CHECK(checked.is_untouched());

    const util::Ended accepted = checked.push(
        "new",
        R"({"type":"startup","command":["/app_server","--exit=0","--idle"]},{"type":"startup","listening":true},
                  {"type":"startup","name":"only a wish","path":"/","content":"gold","attempts":1,"warn":true})");
    CHECK_MESSAGE(accepted.status == 0, all_of(accepted));
    CHECK(says(accepted, "only a wish"));
    CHECK(checked.app.page() == "new");

    const util::Ended once_more = host().run({"checks:run", "health-command"});
    CHECK_MESSAGE(once_more.status == 0, all_of(once_more));
    CHECK(says(once_more, "only a wish"));
}

TEST_CASE("a health check that cannot be understood is refused before anything starts") {
    CheckedApp checked("health-bad");

    const util::Ended refused = checked.push("new", R"({"type":"startup","path":"/","attempts":"many"})");

    CHECK(refused.status != 0);
    CHECK_MESSAGE(says(refused, "healthchecks.web[0].attempts"), all_of(refused));
    CHECK(checked.is_untouched());
    CHECK(checked.app.containers().size() == 1);
}
