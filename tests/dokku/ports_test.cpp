#include "dokku/ports.hpp"

#include "util/error.hpp"

#include <doctest/doctest.h>

using namespace dokku;
using Texts = std::vector<std::string>;

namespace {

PortChoices choices(const Texts& routed, const Texts& exposed = {}) {
    return {.routed = parse_port_mappings(routed), .exposed = exposed, .app = "shop"};
}

PortChoices on_standalone_host(const Texts& exposed) {
    PortChoices result = choices({"http:80:5000"}, exposed);
    result.routes_follow_us = true;
    return result;
}

}

TEST_CASE("a port mapping is read and written") {
    CHECK(parse_port_mapping("http:80:5000") == PortMapping{"http", 80, 5000});
    CHECK(to_string(PortMapping{"udp", 53, 5353}) == "udp:53:5353");
    for (const char* bad : {"", "80", "http:80", "http:80:5000:1", "http:0:5000", "http:80:65536", ":80:80",
                            "HTTP:80:80", "http:x:80", "http:80:"})
        CHECK_THROWS_AS_MESSAGE(parse_port_mapping(bad), util::Error, bad);
}

TEST_CASE("the lexicographically lowest port counts among those exposed and routed") {
    CHECK(choose_port(choices({"http:80:80", "http:443:443"}, {"80/tcp", "443/tcp"}))->port == 443);
    CHECK(choose_port(choices({"http:9:9", "http:8000:8000"}, {"9/tcp", "8000/tcp"}))->port == 8000);
    CHECK(choose_port(choices({"http:9:9"}, {"9/tcp", "8000/tcp"}))->port == 9);
    CHECK(choose_port(choices({"http:80:8080"}, {"8080/tcp", "53/udp"}))->port == 8080);

    const ChosenPort chosen =
        *choose_port(choices({"http:80:80", "http:443:443"}, {"80/tcp", "443/tcp", "9/tcp"}));
    CHECK(chosen.reason == "the lowest port exposed and routed");
    CHECK_FALSE(chosen.is_default);
    CHECK(chosen.others == Texts{"80 (exposed and routed)", "9 (exposed, not routed)"});
    CHECK(chosen.further_http == std::vector<int>{80});
}

TEST_CASE("without anything said it is 5000") {
    const ChosenPort chosen = *choose_port(choices({"http:80:5000"}));
    CHECK(chosen.port == 5000);
    CHECK(chosen.is_default);
    CHECK(chosen.others.empty());
    CHECK(choose_port(choices({}))->port == 5000);
    CHECK(choose_port(choices({"http:80:5000"}, {"8080/tcp"}))->port == 5000);

    SUBCASE("unless the proxy routes elsewhere only") {
        const ChosenPort routed = *choose_port(choices({"http:80:7000", "http:81:6000"}));
        CHECK(routed.port == 7000);
        CHECK(routed.reason == "the first port that is routed");
    }
}

TEST_CASE("the explicit map wins over what is exposed") {
    PortChoices given = choices({"udp:53:53", "http:80:9000", "http:81:80"}, {"80/tcp"});
    given.explicit_map = given.routed;
    const ChosenPort chosen = *choose_port(given);
    CHECK(chosen.port == 9000);
    CHECK(chosen.reason == "the first entry of the port map");

    SUBCASE("an https entry counts only with a certificate, and its scheme is told") {
        given.routed = given.explicit_map = parse_port_mappings({"https:443:8443", "http:80:8080"});
        CHECK(choose_port(given)->port == 8080);
        CHECK(choose_port(given)->scheme == "http");
        given.has_certificate = true;
        CHECK(choose_port(given)->port == 8443);
        CHECK(choose_port(given)->scheme == "https");
    }
}

TEST_CASE("the property wins over everything") {
    PortChoices given = choices({"http:80:80", "http:8080:8080"}, {"80/tcp"});
    given.property = 8080;
    CHECK(choose_port(given)->port == 8080);
    CHECK(choose_port(given)->reason == "property endpoint-port");

    SUBCASE("but not where nothing routes to it") {
        given.property = 9000;
        CHECK_THROWS_WITH_AS(choose_port(given),
                             "endpoint-port of shop is 9000, but the proxy does not route to it\n"
                             "  (ports: http:80:80 http:8080:8080)\nRun: dokku ports:set shop http:80:9000",
                             util::Error);
        given.has_certificate = true;
        given.explicit_map = parse_port_mappings({"http:80:80", "udp:53:53"});
        CHECK_THROWS_WITH_AS(choose_port(given),
                             doctest::Contains("ports:set shop http:80:9000 https:443:9000 udp:53:53"),
                             util::Error);
        given.routes_follow_us = true;
        CHECK(choose_port(given)->port == 9000);
    }
}

TEST_CASE("a web without any TCP port has no endpoint") {
    CHECK_FALSE(choose_port(choices({"udp:53:53"}, {"53/udp"})));
    CHECK_FALSE(choose_port(choices({"udp:53:53", "udp:54:54"})));
    CHECK_FALSE(choose_port(choices({}, {"53/udp"})));
    CHECK(choose_port(choices({"udp:53:53", "http:80:80"}, {"53/udp"})));
}

TEST_CASE("where the routes follow us, whatever is exposed can be chosen") {
    const ChosenPort chosen = *choose_port(on_standalone_host({"9/tcp", "8000/tcp"}));
    CHECK(chosen.port == 8000);
    CHECK(chosen.reason == "the lowest exposed port");
    CHECK(chosen.scheme == "http");
    CHECK(chosen.others == Texts{"9 (exposed)"});
    CHECK(chosen.further_http.empty());
    CHECK(choose_port(on_standalone_host({}))->port == 5000);
    CHECK_FALSE(choose_port(on_standalone_host({"53/udp"})));
}
