#include "standalone_host.hpp"

#include <doctest/doctest.h>

using namespace e2e;

namespace {

/// A push that is refused, with what it said.
std::string refused(TestApp& app, const std::string& flags, const std::string& exposed = "") {
    const util::Ended ended = app.push({{"web", flags}}, exposed);
    CHECK(ended.status != 0);
    CHECK(app.serving().empty());
    return all_of(ended);
}

}

TEST_CASE("a release that ends at once is told with its command, its code and what it wrote") {
    TestApp app("ends");
    const std::string crashed = refused(app, "--idle --say=no-database --exit=7 --after=100");
    CHECK_MESSAGE(says(crashed, "EXITED"), crashed);
    CHECK(says(crashed, "exited with code 7"));
    CHECK(says(crashed, "/app_server"));
    CHECK(says(crashed, "--exit=7"));
    CHECK(says(crashed, "no-database"));
    CHECK(says(all_of(host().run({"logs:failed", "ends"})), "no-database"));

    const std::string gone = refused(app, "--idle --exit=0");
    CHECK_MESSAGE(says(gone, "EXITED_ZERO"), gone);
    CHECK(says(gone, "foreground"));
}

TEST_CASE("a port that the image does not expose is told with the line to write") {
    TestApp app("unexposed");
    host().must({"config:set", "--no-restart", "unexposed", "RELEASE_HEALTHCHECK_TIMEOUT=1"});
    const std::string output = refused(app, "--port=8000");
    CHECK_MESSAGE(says(output, "OTHER_PORT"), output);
    CHECK(says(output, "EXPOSE 8000"));
    app.must_push({{"web", "--port=8000 --text=there"}}, "8000");
    CHECK(app.page() == "there");
}

TEST_CASE("one exposed port taken for another is told with the command to type, before the first deploy") {
    TestApp app("two-ports");
    host().must({"config:set", "--no-restart", "two-ports", "RELEASE_HEALTHCHECK_TIMEOUT=1"});
    const std::string output = refused(app, "--port=80 --text=there", "443 80");
    CHECK_MESSAGE(says(output, "OTHER_PORT"), output);
    CHECK(says(output, "ports:set two-ports http:80:80"));
    host().must({"scheduler-docker-api:set", "two-ports", "endpoint-port", "80"});
    app.must_push({{"web", "--port=80 --text=there"}}, "443 80");
    CHECK(app.page() == "there");
}

TEST_CASE("an app that boots slowly is told which setting waits longer, which then does") {
    TestApp app("slow");
    host().must({"config:set", "--no-restart", "slow", "RELEASE_HEALTHCHECK_TIMEOUT=1"});
    const std::string output = refused(app, "--delay=3000 --say=loading");
    CHECK_MESSAGE(says(output, "SLOW_BOOT"), output);
    CHECK(says(output, "scheduler-docker-api:set slow release-healthcheck-timeout"));
    host().must({"config:set", "--no-restart", "slow", "RELEASE_HEALTHCHECK_TIMEOUT=60"});
    app.must_push({{"web", "--delay=3000 --text=up"}});
    CHECK(app.page() == "up");
}

TEST_CASE("a further port that is routed but not listened on is a warning, which no deploy waits for") {
    TestApp app("several-ports");
    host().must({"ports:set", "several-ports", "http:80:5000", "http:81:6000"});
    host().must({"config:set", "--no-restart", "several-ports", "RELEASE_HEALTHCHECK_TIMEOUT=900"});
    const std::string output = app.must_push({{"web", "--text=first"}});
    CHECK_MESSAGE(says(output, "port 6000 failed: "), output);
    CHECK(app.page() == "first");
}

TEST_CASE("a strict release check wants 200 of /healthcheck") {
    TestApp app("strict");
    host().must({"config:set", "--no-restart", "strict", "STRICT_HEALTH_CHECKS=true",
                 "RELEASE_HEALTHCHECK_TIMEOUT=1"});
    app.must_push({{"web", "--text=fine"}});
    const util::Ended failed = app.push({{"web", "--status=404"}});
    CHECK(failed.status != 0);
    CHECK_MESSAGE(says(all_of(failed), "BAD_STATUS"), all_of(failed));
    CHECK(says(all_of(failed), "/healthcheck"));
    CHECK(app.page() == "fine");
    host().must({"config:set", "--no-restart", "strict", "STRICT_HEALTH_CHECKS=false"});
    app.must_push({{"web", "--status=404"}});
    CHECK(app.page() == "status 404");
}
