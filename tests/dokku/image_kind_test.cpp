#include "dokku/image_kind.hpp"

#include "test_host.hpp"

#include <doctest/doctest.h>

using namespace dokku;

namespace {

ImageKind kind(const TestHost& host, const docker::Image& image) {
    return image_facts(host.environment, host.app, image).kind;
}

const docker::Labels stack{{"io.buildpacks.stack.id", "heroku-24"}};

}

TEST_CASE("how an image was built shows in its labels and environment") {
    const TestHost host;
    CHECK(kind(host, {}) == ImageKind::dockerfile);
    CHECK(kind(host, {.environment = {"USER=root"}}) == ImageKind::dockerfile);
    CHECK(kind(host, {.environment = {"PATH=/bin", "USER=herokuishuser"}}) == ImageKind::herokuish);
    CHECK(kind(host, {.labels = stack}) == ImageKind::buildpacks);
    CHECK(kind(host, {.environment = {"USER=herokuishuser"}, .labels = stack}) == ImageKind::buildpacks);
    CHECK(kind(host, {.labels = {{"io.buildpacks.stack.id", ""}}}) == ImageKind::dockerfile);

    SUBCASE("the user of herokuish can be another") {
        util::write_file(host.app_file("ENV"), "DOKKU_APP_USER=builder");
        CHECK(kind(host, {.environment = {"USER=builder"}}) == ImageKind::herokuish);
        CHECK(kind(host, {.environment = {"USER=herokuishuser"}}) == ImageKind::dockerfile);
    }
}

TEST_CASE("the facts of an image come along") {
    const TestHost host;
    const ImageFacts facts = image_facts(host.environment, "shop",
                                         {.exposed_ports = {"80/tcp"},
                                          .labels = {{"org.opencontainers.image.vendor", "linuxserver.io"}},
                                          .architecture = "arm64"});
    CHECK(facts.exposed_ports == std::vector<std::string>{"80/tcp"});
    CHECK(facts.vendor == "linuxserver.io");
    CHECK(facts.architecture == "arm64");
}
