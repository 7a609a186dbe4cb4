#include "dokku/app.hpp"

#include "dokku/revision.hpp"
#include "support/fake_triggers.hpp"
#include "test_host.hpp"
#include "util/error.hpp"

#include <doctest/doctest.h>

#include <set>

using namespace dokku;
using Texts = std::vector<std::string>;

namespace {

struct AppFixture {
    TestHost host{};
    support::FakeTriggers triggers{};
    ImageFacts facts{};

    App load() { return load_app(host.environment, triggers, host.app, "dokku/shop:v7", facts, {}); }
    Texts command_of_web() { return load().types.at(0).command; }
    void has_procfile(const std::map<std::string, std::string>& commands) {
        triggers.answers("procfile-exists", "");
        for (const auto& [type, command] : commands)
            triggers.answers("procfile-get-command", command + "\n", {host.app, type});
    }
};

}

TEST_CASE("the image to run is made of three answers") {
    support::FakeTriggers triggers;
    const auto image = [&](const std::string& tag) { return deployed_image(triggers, "shop", tag, {}); };
    CHECK(image("latest") == "dokku/shop:latest");
    CHECK(image("v2") == "dokku/shop:v2");
    CHECK(image("") == "dokku/shop:latest");
    triggers.answers("deployed-app-repository", "registry.example.com/\n");
    triggers.answers("deployed-app-image-repo", "team/shop\n");
    triggers.answers("deployed-app-image-tag", "41\n");
    CHECK(image("latest") == "registry.example.com/team/shop:41");
}

TEST_CASE_FIXTURE(AppFixture, "an app on which nothing was set") {
    const App app = load();
    CHECK(app.name == "shop");
    CHECK(app.image == "dokku/shop:v7");
    CHECK(app.image_tag == "v7");
    CHECK(app.config.empty());
    REQUIRE(app.types.size() == 1);
    CHECK(app.types[0].name == "web");
    CHECK(app.types[0].scale == 1);
    CHECK(app.types[0].max_parallel == 0);
    CHECK(app.types[0].command.empty());
    CHECK(app.ports == std::vector<PortMapping>{{"http", 80, 5000}});
    CHECK(app.explicit_ports.empty());
    CHECK_FALSE(app.has_certificate);
    CHECK_FALSE(app.proxy_disabled);
    CHECK_FALSE(app.bind_all_interfaces);
    CHECK(app.initial_network.empty());

    SUBCASE("each question is asked once, and there are few") {
        std::set<Texts> distinct;
        for (const auto& call : triggers.calls()) {
            Texts words = call.arguments;
            words.push_back(call.trigger);
            distinct.insert(words);
        }
        CHECK(distinct.size() == triggers.calls().size());
        CHECK(triggers.calls().size() <= 11);
        CHECK_FALSE(triggers.called("procfile-get-command"));
    }
}

TEST_CASE_FIXTURE(AppFixture, "what was set arrives") {
    triggers.answers("config-export", R"({"A":"1"})", {"shop", "false", "true", "json"});
    triggers.answers("ports-get", "https:443:8080\nudp:53:53\n");
    triggers.answers("domains-list", "shop.example.com\n*.example.com\n");
    triggers.answers("network-get-property", "backend\n", {"shop", "initial-network"});
    triggers.answers("network-get-property", "one, two\n", {"shop", "attach-post-create"});
    triggers.answers("network-get-property", "true\n", {"shop", "bind-all-interfaces"});
    triggers.answers("ps-current-scale", "web=2\nworker=0");
    Properties(host.environment, "ports").set_list("shop", "map", {"https:443:8080", "udp:53:53"});
    host.property("checks", "wait-to-retire", "5");
    host.property("proxy", "disabled", "true");
    util::write_file(host.app_file("tls/server.crt"), "x");
    util::write_file(host.app_file("tls/server.key"), "x");
    host.environment.global_run_args = "--label=dokku --label='a b'";
    host.environment.trace = true;

    const App app = load();
    CHECK(app.config == std::map<std::string, std::string>{{"A", "1"}});
    CHECK(app.ports == std::vector<PortMapping>{{"https", 443, 8080}, {"udp", 53, 53}});
    CHECK(app.explicit_ports == app.ports);
    CHECK(app.domains == Texts{"shop.example.com", "*.example.com"});
    CHECK(app.initial_network == "backend");
    CHECK(app.attach_post_create == Texts{"one", "two"});
    CHECK(app.bind_all_interfaces);
    CHECK(app.has_certificate);
    CHECK(app.proxy_disabled);
    CHECK(app.settings.wait_to_retire.value == std::chrono::seconds(5));
    CHECK(app.global_flags == Texts{"--label=dokku", "--label=a b"});
    CHECK(app.trace);
    CHECK(app.types.at(1).name == "worker");
    CHECK(app.types.at(1).scale == 0);
}

TEST_CASE_FIXTURE(AppFixture, "a Procfile gives each type its command") {
    triggers.answers("ps-current-scale", "clock=0\nold=1\nweb=1\nworker=2");
    has_procfile({{"web", "serve 'on port' $PORT"}, {"worker", "work -n 2"}});
    triggers.fails("procfile-get-command", 1, "process type not found", {"shop", "old"});
    const App app = load();
    CHECK(app.skipped_types == Texts{"old"});
    REQUIRE(app.types.size() == 3);
    CHECK(app.types[0].name == "clock");
    CHECK(app.types[1].command == Texts{"serve", "on port", "$PORT"});
    CHECK(app.types[2].command == Texts{"work", "-n", "2"});

    SUBCASE("types that are scaled down are not asked for") {
        for (const auto& call : triggers.calls("procfile-get-command"))
            CHECK(call.arguments.at(1) != "clock");
    }
    SUBCASE("a command with an open quote is an error that names its type") {
        has_procfile({{"web", "serve 'x"}});
        CHECK_THROWS_WITH_AS(load(), "the command of web cannot be read", util::Error);
    }
}

TEST_CASE_FIXTURE(AppFixture, "a Procfile's $PORT is the port that web will have") {
    has_procfile({{"web", "serve"}});
    const auto port_asked_for = [this] {
        load();
        return triggers.calls("procfile-get-command").back().arguments.at(2);
    };
    CHECK(port_asked_for() == "5000");
    triggers.answers("ports-get", "http:80:8080\n");
    facts.exposed_ports = {"8080/tcp"};
    CHECK(port_asked_for() == "8080");

    SUBCASE("also where the proxy is disabled") {
        host.property("proxy", "disabled", "true");
        CHECK(port_asked_for() == "8080");
    }
    SUBCASE("and 5000 for a web that has no TCP port") {
        triggers.answers("ports-get", "udp:53:53\n");
        CHECK(port_asked_for() == "5000");
    }
}

TEST_CASE_FIXTURE(AppFixture, "start commands follow the kind of the image") {
    SUBCASE("herokuish") {
        facts.kind = ImageKind::herokuish;
        has_procfile({{"web", "serve"}});
        CHECK(command_of_web() == Texts{"/start", "web"});
        host.property("ps", "dockerfile-start-cmd", "ignored");
        CHECK(command_of_web() == Texts{"/start", "web"});
        host.property("ps", "start-cmd", "run this");
        CHECK(command_of_web() == Texts{"run", "this"});
    }
    SUBCASE("buildpacks") {
        facts.kind = ImageKind::buildpacks;
        CHECK(command_of_web().empty());
        has_procfile({{"web", "serve"}});
        CHECK(command_of_web() == Texts{"serve"});
        host.property("ps", "dockerfile-start-cmd", "other");
        CHECK(command_of_web() == Texts{"other"});
        host.property("ps", "start-cmd", "run this");
        CHECK(command_of_web() == Texts{"run", "this"});
    }
    SUBCASE("Dockerfile") {
        host.property("ps", "start-cmd", "ignored");
        CHECK(command_of_web().empty());
        has_procfile({{"web", "serve"}});
        CHECK(command_of_web() == Texts{"serve"});
        host.property("ps", "dockerfile-start-cmd", "other");
        CHECK(command_of_web() == Texts{"other"});
    }
    SUBCASE("variables of older Dokkus") {
        triggers.answers("config-export", R"({"DOKKU_DOCKERFILE_START_CMD":"from config"})");
        CHECK(command_of_web() == Texts{"from", "config"});
    }
}

TEST_CASE_FIXTURE(AppFixture, "max_parallel comes from the revision, else from Dokku") {
    triggers.answers("app-json-get-content",
                     R"({"formation":{"web":{"max_parallel":3,"quantity":null}},"cron":null})");
    CHECK(load().types.at(0).max_parallel == 3);

    const util::TemporaryDirectory source;
    util::write_file(source.path() / "app.yml", "formation:\n  web:\n    max_parallel: 2\n");
    Revision(host.environment, "shop").keep(source.path());
    const std::size_t asked_before = triggers.calls("app-json-get-content").size();
    CHECK(load().types.at(0).max_parallel == 2);
    CHECK(triggers.calls("app-json-get-content").size() == asked_before);

    SUBCASE("zero and null are not set, other types are not valid") {
        triggers.answers("app-json-get-content", R"({"formation":{"web":{"max_parallel":0},"a":null}})");
        Revision(host.environment, "shop").drop();
        CHECK(load().types.at(0).max_parallel == 0);
        triggers.answers("app-json-get-content", R"({"formation":{"web":{"max_parallel":"2"}}})");
        CHECK_THROWS_WITH_AS(load(),
                             doctest::Contains("app.json: formation.web.max_parallel is \"2\", but must be"),
                             util::Error);
        for (const char* bad : {R"({"formation":[]})", R"({"formation":{"web":1}})", "[]", "{",
                                R"({"formation":{"web":{"max_parallel":1e99}}})"}) {
            triggers.answers("app-json-get-content", bad);
            CHECK_THROWS_AS_MESSAGE(load(), util::Error, bad);
        }
    }
}

TEST_CASE_FIXTURE(AppFixture, "an app's own checks come along, from one look at app.json") {
    triggers.answers("app-json-get-content", R"({"healthchecks":{"web":[{"type":"startup","path":"/up"}]}})");
    CHECK(load().healthchecks.at_deploy("web").at(0).path == "/up");
    CHECK(triggers.calls("app-json-get-content").size() == 1);

    SUBCASE("the revision's file comes before Dokku's answer, which knows no zeros") {
        const util::TemporaryDirectory source;
        util::write_file(source.path() / "app.json",
                         R"({"healthchecks":{"web":[{"type":"startup","wait":0}]}})");
        util::write_file(source.path() / "CHECKS", "/ignored\n");
        Revision(host.environment, "shop").keep(source.path());
        const auto entries = load().healthchecks.at_deploy("web");
        REQUIRE(entries.size() == 1);
        CHECK(entries[0].wait == std::chrono::seconds(0));
    }
    SUBCASE("a CHECKS file with templates is taken as Dokku filled it in") {
        const util::Path filled_in = host.environment.lib_root / "data/scheduler-docker-local/shop";
        const util::TemporaryDirectory source;
        util::write_file(source.path() / "CHECKS", "/ {{ var \"TITLE\" }}\n");
        Revision(host.environment, "shop").keep(source.path());
        CHECK_THROWS_WITH_AS(load(), "CHECKS line 1: this is a template that nobody has filled in",
                             util::Error);
        util::write_file(filled_in / "CHECKS", "/ oldest\n");
        util::write_file(filled_in / "CHECKS.99", "/ older\n");
        CHECK(load().healthchecks.at_deploy("web").at(0).content == "older");
        util::write_file(filled_in / "CHECKS.4711", "/ Shop\n");
        CHECK(load().healthchecks.at_deploy("web").at(0).content == "Shop");
    }
    SUBCASE("of an app that comes from an image Dokku has the CHECKS file") {
        triggers.answers("app-json-get-content", "{}");
        const util::Path extracted = host.environment.lib_root / "data/scheduler-docker-local/shop";
        util::write_file(extracted / "CHECKS.4711", "/up\n");
        CHECK(load().healthchecks.at_deploy("web").at(0).path == "/up");
        util::remove_file(extracted / "CHECKS.4711");
        util::write_file(extracted / "CHECKS.4711.missing", "");
        CHECK(load().healthchecks.at_deploy("web").empty());
    }
}

TEST_CASE_FIXTURE(AppFixture, "answers that cannot be used are errors") {
    SUBCASE("scale") {
        for (const char* bad : {"web", "web=x", "we/b=1", "web=-1", "web=100000", "=1"}) {
            triggers.answers("ps-current-scale", bad);
            CHECK_THROWS_AS_MESSAGE(load(), util::Error, bad);
        }
    }
    SUBCASE("ports") {
        triggers.answers("ports-get", "http:80\n");
        CHECK_THROWS_AS(load(), util::Error);
    }
    SUBCASE("configuration") {
        triggers.answers("config-export", "A=1");
        CHECK_THROWS_AS(load(), util::Error);
    }
    SUBCASE("a failed trigger") {
        triggers.fails("domains-list", 1, "broken");
        CHECK_THROWS_WITH_AS(load(), "trigger domains-list failed with status 1: broken", TriggerError);
    }
    SUBCASE("an endpoint-port that nothing routes to") {
        host.property(plugin_name, "endpoint-port", "9000");
        CHECK_THROWS_WITH_AS(load(), doctest::Contains("ports:set shop http:80:9000"), util::Error);
    }
}

TEST_CASE_FIXTURE(AppFixture, "a stop interrupts the questions") {
    std::stop_source stop;
    stop.request_stop();
    CHECK_THROWS_AS(load_app(host.environment, triggers, "shop", "dokku/shop:1", facts, stop.get_token()),
                    util::Interrupted);
}
