#include "dokku/app_state.hpp"

#include "test_host.hpp"
#include "util/error.hpp"

#include <doctest/doctest.h>

using namespace dokku;

namespace {

const std::string id(64, 'a');

}

TEST_CASE("a placement is kept in the files that Dokku's proxies read") {
    const TestHost host;
    const AppState state(host.environment, "shop");
    state.write({"web", 1}, {id, "172.17.0.2", 5000});
    CHECK(util::read_file(host.app_file("CONTAINER.web.1")) == id + "\n");
    CHECK(util::read_file(host.app_file("IP.web.1")) == "172.17.0.2");
    CHECK(util::read_file(host.app_file("PORT.web.1")) == "5000");

    state.write({"worker", 10}, {id, "172.17.0.3", {}});
    CHECK_FALSE(util::read_file(host.app_file("PORT.worker.10")));
    CHECK(state.read() == std::map<Replica, Placement>{{{"web", 1}, {id, "172.17.0.2", 5000}},
                                                       {{"worker", 10}, {id, "172.17.0.3", {}}}});

    SUBCASE("files a placement no longer has are removed") {
        state.write({"web", 1}, {id, "", {}});
        CHECK_FALSE(util::read_file(host.app_file("IP.web.1")));
        CHECK_FALSE(util::read_file(host.app_file("PORT.web.1")));
        CHECK(state.read().at({"web", 1}) == Placement{id});
    }
    SUBCASE("a removed replica leaves no file, and others alone") {
        state.remove({"web", 1});
        CHECK(state.read().size() == 1);
        CHECK(util::list_directory(host.environment.app_directory("shop")) ==
              std::vector<std::string>{"CONTAINER.worker.10", "IP.worker.10"});
    }
}

TEST_CASE("files that are none of ours are not read") {
    const TestHost host;
    for (const char* name : {"CONTAINER", "CONTAINER.web", "CONTAINER.web.x", "ENV", "nginx.conf"})
        util::write_file(host.app_file(name), id);
    util::write_file(host.app_file("CONTAINER.web.1"), "");
    util::write_file(host.app_file("CONTAINER.web.2"), "../containers/x");
    util::write_file(host.app_file("CONTAINER.web.3"), id);
    util::write_file(host.app_file("PORT.web.3"), "many");
    CHECK(AppState(host.environment, "shop").read() == std::map<Replica, Placement>{{{"web", 3}, {id}}});
}

TEST_CASE("a snapshot brings the state files back as they were") {
    const TestHost host;
    const AppState state(host.environment, "shop");
    state.write({"web", 1}, {id, "172.17.0.2", 5000});
    util::write_file(host.app_file("IP.web.1"), "172.17.0.2\n");
    util::write_file(host.app_file("ENV"), "A=1");
    const auto before = state.snapshot();
    CHECK(before.size() == 3);

    state.write({"web", 1}, {std::string(64, 'b'), "172.17.0.9", 8080});
    state.write({"web", 2}, {std::string(64, 'c'), "172.17.0.8", 8080});
    state.restore(before);
    CHECK(state.snapshot() == before);
    CHECK(util::read_file(host.app_file("IP.web.1")) == "172.17.0.2\n");
    CHECK(util::read_file(host.app_file("ENV")) == "A=1");

    SUBCASE("nothing but state files can be restored") {
        state.restore({{"ENV", "B=2"}, {"../other/CONTAINER.web.1", "x"}});
        CHECK(util::read_file(host.app_file("ENV")) == "A=1");
        CHECK(state.snapshot().empty());
    }
}

TEST_CASE("the state of an app without a directory is empty") {
    const TestHost host;
    CHECK(AppState(host.environment, "other").read().empty());
    CHECK_THROWS_AS(AppState(host.environment, "../x"), util::Error);
}
