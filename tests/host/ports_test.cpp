#include "host/ports.hpp"

#include <doctest/doctest.h>

TEST_CASE("ports of an image become a port map") {
    CHECK(host::detected_map({"443/tcp", "8080/tcp"}) == host::Words{"http:443:443", "http:8080:8080"});
    CHECK(host::detected_map({"53/udp"}) == host::Words{"udp:53:53"});
    CHECK(host::detected_map({"0/tcp", "x", "70000/tcp"}).empty());
    CHECK(host::detected_map({}).empty());
}
