#include "dokku/names.hpp"

#include "test_host.hpp"

#include <doctest/doctest.h>

using namespace dokku;

TEST_CASE("app names follow Dokku's rule") {
    for (const char* good : {"shop", "a", "0a", "my.shop-1", "old_name"})
        CHECK_NOTHROW(verify_app_name(good));
    for (const char* bad :
         {"", "Shop", "-shop", ".shop", "..", "a/b", "a b", "a:b", "../x", "sh\nop", "shöp", "--global"})
        CHECK_THROWS_AS_MESSAGE(verify_app_name(bad), util::Error, bad);
    CHECK_THROWS_AS(verify_app_name(std::string(151, 'a')), util::Error);
    CHECK_THROWS_AS(verify_app_name(std::string("sh\0op", 5)), util::Error);

    SUBCASE("the message cannot carry control characters to a terminal") {
        CHECK_THROWS_WITH_AS(verify_app_name("\x1b[2J"), doctest::Contains("\\x1b[2J"), util::Error);
    }
}

TEST_CASE("process types are words") {
    for (const char* good : {"web", "Worker_2", "a-b", "9"}) CHECK_NOTHROW(verify_process_type(good));
    for (const char* bad : {"-x", "--force", "", "web.1", "a/b", "a b", "web=", "web\n"})
        CHECK_THROWS_AS_MESSAGE(verify_process_type(bad), util::Error, bad);
    CHECK_THROWS_AS(verify_process_type(std::string(65, 'a')), util::Error);
}

TEST_CASE("image names are references as the Engine takes them") {
    const std::string digest = "@sha256:" + std::string(64, 'a');
    for (const std::string good :
         {"dokku/shop:latest", "nginx", "nginx:1.25", "localhost:5000/shop:v1",
          "registry.example.com/team/shop:1_2", "REGISTRY.example.com/shop", "a/b/c", "a__b/c--d"})
        CHECK_NOTHROW_MESSAGE(verify_image_name(good), good);
    CHECK_NOTHROW(verify_image_name("nginx" + digest));
    CHECK_NOTHROW(verify_image_name("nginx:1" + digest));
    for (const std::string bad : {"", "Shop", "a//b", "/a", "a/", "a:", "a:b:c", "a b", "../a", "a/../b",
                                  "a:-x", "a@x", "host:port/a", "a?x=1", "a%2f", "-a", "a\n"})
        CHECK_THROWS_AS_MESSAGE(verify_image_name(bad), util::Error, bad);
    CHECK_THROWS_AS(verify_image_name(std::string(600, 'a')), util::Error);
}

TEST_CASE("an app exists when it has a directory") {
    const TestHost host;
    CHECK_NOTHROW(verify_app_exists(host.environment, "shop"));
    CHECK_THROWS_WITH_AS(verify_app_exists(host.environment, "other"), "App other does not exist", NoSuchApp);
    CHECK_THROWS_AS(verify_app_exists(host.environment, "../apps/shop"), util::Error);
}
