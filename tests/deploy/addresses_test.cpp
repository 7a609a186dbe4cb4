#include "deploy/addresses.hpp"

#include "scene.hpp"

#include <doctest/doctest.h>

namespace {

/// A container on its app's network and the default bridge, once it has started.
struct Started {
    scene::Scene scene{};
    deploy::Plan plan{
        .app = "app", .image = "dokku/app:latest", .image_tag = "latest", .initial_network = "backend"};
    docker::Container container{};

    Started() {
        container.id = "0123";
        container.network_mode = "backend";
        container.networks = {{"backend", "10.0.0.2"}, {"bridge", "172.17.0.2"}};
    }
    std::string address() { return deploy::find_address(scene.world(), plan, {"web", 1}, container, {}); }
    bool is_asked() const { return scene.triggers.called("network-get-ipaddr"); }
};

}

TEST_CASE("of several addresses the network plugin picks one that is the container's") {
    Started started;
    SUBCASE("its own") {
        started.scene.triggers.answers("network-get-ipaddr", "172.17.0.2\n", {"app", "web", "0123"});
        CHECK(started.address() == "172.17.0.2");
    }
    SUBCASE("somebody else's, or none") {
        for (const char* answer : {"192.0.2.7", "", "nginx"}) {
            started.scene.triggers.answers("network-get-ipaddr", answer);
            CHECK(started.address() == "10.0.0.2");
        }
    }
    SUBCASE("it fails") {
        started.scene.triggers.fails("network-get-ipaddr", 1);
        CHECK(started.address() == "10.0.0.2");
    }
    CHECK(started.is_asked());
}

TEST_CASE("nobody has to be asked where a container has one address or none") {
    Started started;
    SUBCASE("one, on whatever network") {
        started.container.networks = {{"other", "10.9.0.2"}, {"bridge", ""}};
        CHECK(started.address() == "10.9.0.2");
        CHECK_FALSE(started.is_asked());
    }
    SUBCASE("it has ended") {
        started.container.networks = {{"backend", ""}};
        CHECK(started.address().empty());
    }
    SUBCASE("the host's network") {
        started.container.network_mode = "host";
        started.container.networks.clear();
        CHECK(started.address() == "127.0.0.1");
        CHECK_FALSE(started.is_asked());
    }
}
