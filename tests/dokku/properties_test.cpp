#include "dokku/properties.hpp"

#include "test_host.hpp"
#include "util/error.hpp"

#include <doctest/doctest.h>

#include <sys/stat.h>

using namespace dokku;

TEST_CASE("a property is a file that Dokku's other plugins can read") {
    const TestHost host;
    const Properties properties(host.environment, "checks");
    CHECK_FALSE(properties.get("shop", "wait-to-retire"));

    properties.set("shop", "wait-to-retire", "30");
    const util::Path file = host.environment.lib_root / "config/checks/shop/wait-to-retire";
    CHECK(util::read_file(file) == "30");
    CHECK(properties.get("shop", "wait-to-retire") == "30");
    struct stat status {};
    REQUIRE(::stat(file.c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);

    SUBCASE("an empty value removes it") {
        properties.set("shop", "wait-to-retire", "");
        CHECK_FALSE(util::read_file(file));
        properties.set("shop", "wait-to-retire", "");
    }
    SUBCASE("an empty file is an unset property, a final newline no part of it") {
        util::write_file(file, "");
        CHECK_FALSE(properties.get("shop", "wait-to-retire"));
        util::write_file(file, "45\n");
        CHECK(properties.get("shop", "wait-to-retire") == "45");
    }
}

TEST_CASE("the app's property comes before the global one") {
    const TestHost host;
    const Properties properties(host.environment, "checks");
    properties.set(global, "wait", "1");
    CHECK(properties.get_or_global("shop", "wait") == "1");
    properties.set("shop", "wait", "2");
    CHECK(properties.get_or_global("shop", "wait") == "2");
}

TEST_CASE("a list property holds one entry a line") {
    const TestHost host;
    const Properties properties(host.environment, "ports");
    CHECK(properties.get_list("shop", "map").empty());
    properties.set_list("shop", "map", {"http:80:5000", "udp:53:53"});
    CHECK(util::read_file(host.environment.lib_root / "config/ports/shop/map") ==
          "http:80:5000\nudp:53:53\n");
    CHECK(properties.get_list("shop", "map") == std::vector<std::string>{"http:80:5000", "udp:53:53"});
    properties.set_list("shop", "map", {});
    CHECK_FALSE(properties.get("shop", "map"));
}

TEST_CASE("an app's properties go with the app and can be cloned") {
    const TestHost host;
    const Properties properties(host.environment, "ports");
    properties.set("shop", "a", "1");
    properties.set_list("shop", "b", {"x", "y"});
    properties.clone_app("shop", "copy");
    properties.remove_app("shop");
    CHECK_FALSE(properties.get("shop", "a"));
    CHECK(properties.get("copy", "a") == "1");
    CHECK(properties.get_list("copy", "b") == std::vector<std::string>{"x", "y"});
    CHECK_NOTHROW(properties.remove_app("never-there"));
}

TEST_CASE("a name that is none never becomes a path") {
    const TestHost host;
    const Properties properties(host.environment, "ports");
    for (const char* bad : {"..", "", "../ports/shop", "/etc"}) {
        CHECK_THROWS_AS(properties.get(bad, "map"), util::Error);
        CHECK_THROWS_AS(properties.remove_app(bad), util::Error);
    }
}

TEST_CASE("an app is ours when its scheduler is, or else the host's") {
    const TestHost host;
    CHECK_FALSE(is_ours(host.environment, "shop"));
    host.global_property("scheduler", "selected", "docker-api");
    CHECK(is_ours(host.environment, "shop"));
    host.property("scheduler", "selected", "docker-local");
    CHECK_FALSE(is_ours(host.environment, "shop"));
    host.property("scheduler", "selected", "docker-api");
    host.global_property("scheduler", "selected", "docker-local");
    CHECK(is_ours(host.environment, "shop"));

    SUBCASE("what is no app's name is not ours") {
        host.global_property("scheduler", "selected", "docker-api");
        for (const char* name : {"", "--global", "../shop"}) CHECK_FALSE(is_ours(host.environment, name));
    }
}
