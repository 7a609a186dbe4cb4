#include "dokku/app.hpp"

#include "support/fake_triggers.hpp"
#include "util/contains.hpp"
#include "util/error.hpp"

#include <doctest/doctest.h>

using namespace dokku;
using Texts = std::vector<std::string>;

namespace {

struct FlagsFixture {
    support::FakeTriggers triggers{};
    App app{.name = "shop", .image = "dokku/shop:v7", .image_tag = "v7", .ports = {{"http", 80, 5000}}};
    ImageFacts facts{};

    Texts flags(const Replica& replica, std::optional<int> port) {
        return docker_flags(triggers, app, facts, {replica}, port, {}).at(0);
    }
    static bool has(const Texts& flags, const std::string& flag) { return util::contains(flags, flag); }
};

}

TEST_CASE_FIXTURE(FlagsFixture, "the flags of a container come in Dokku's order") {
    triggers.answers("docker-args-deploy", " --env=A -v '/my data':/data \n");
    triggers.answers("docker-args-process-deploy", " --restart=on-failure:10  --network=backend ");
    app.global_flags = {"--label=dokku"};
    app.trace = true;
    CHECK(flags({"web", 2}, 8080) ==
          Texts{"--env=A", "-v", "/my data:/data", "--label=com.dokku.process-type=web",
                "--label=com.dokku.dyno=web.2", "--env=DYNO=web.2", "--init",
                "--label=com.dokku.app-name=shop", "--label=com.dokku.container-type=deploy", "--label=dokku",
                "--restart=on-failure:10", "--network=backend", "--env=TRACE=true", "--env=PORT=8080"});
    CHECK(triggers.calls("docker-args-deploy").at(0).arguments == Texts{"shop", "v7", "web", "2"});
    CHECK(triggers.calls("docker-args-process-deploy").at(0).arguments ==
          Texts{"shop", "dockerfile", "v7", "web", "2"});
}

TEST_CASE_FIXTURE(FlagsFixture, "other plugins are told how the image was built") {
    const auto told = [this](ImageKind kind) {
        facts.kind = kind;
        flags({"web", 1}, 5000);
        return triggers.calls("docker-args-process-deploy").back().arguments.at(1);
    };
    CHECK(told(ImageKind::herokuish) == "herokuish");
    CHECK(told(ImageKind::buildpacks) == "pack");
}

TEST_CASE_FIXTURE(FlagsFixture, "PORT is web's, and empty for others") {
    app.bind_all_interfaces = true;
    CHECK(flags({"worker", 1}, {}).back() == "--env=PORT=");
    CHECK_FALSE(has(flags({"worker", 1}, {}), "-p"));

    SUBCASE("a web without an endpoint still has to listen somewhere") {
        app.ports = {{"udp", 53, 53}, {"http", 80, 7000}};
        CHECK(flags({"web", 1}, {}).back() == "--env=PORT=7000");
        app.ports = {{"udp", 53, 53}};
        CHECK(flags({"web", 1}, {}).back() == "--env=PORT=");
    }
}

TEST_CASE_FIXTURE(FlagsFixture, "each container port is published once where all interfaces are bound") {
    app.bind_all_interfaces = true;
    app.ports = {{"http", 80, 5000}, {"https", 443, 5000}, {"http", 81, 6000}};
    const Texts words = flags({"web", 1}, 5000);
    CHECK(Texts(words.end() - 5, words.end()) == Texts{"-p", "5000", "-p", "6000", "--env=PORT=5000"});
}

TEST_CASE_FIXTURE(FlagsFixture, "an init is injected unless it is refused or brought along") {
    CHECK(has(flags({"web", 1}, 5000), "--init"));
    facts.vendor = "linuxserver.io";
    CHECK_FALSE(has(flags({"web", 1}, 5000), "--init"));
    app.settings.init_process.value = true;
    CHECK(has(flags({"web", 1}, 5000), "--init"));
    app.settings.init_process.value = false;
    facts.vendor = "";
    CHECK_FALSE(has(flags({"web", 1}, 5000), "--init"));
}

TEST_CASE_FIXTURE(FlagsFixture, "options with an open quote are refused with the trigger's name") {
    triggers.answers("docker-args-deploy", "--label 'a b");
    try {
        flags({"web", 1}, 5000);
        FAIL("no error");
    } catch (const util::Error& error) {
        CHECK(util::full_message(error) ==
              "the docker options of trigger docker-args-deploy cannot be read: "
              "unmatched single quote in: --label 'a b");
    }
}
