#include "dokku/labels.hpp"

#include <doctest/doctest.h>

using namespace dokku;

TEST_CASE("a replica is written TYPE.IDX and read back") {
    CHECK(to_string(Replica{"web", 12}) == "web.12");
    CHECK(parse_replica("web.12") == Replica{"web", 12});
    for (const char* bad : {"", "web", "web.", "web.0", "web.01", "web.-1", "web.1.2", "we/b.1", ".1",
                            "web.x", "web.99999999999"})
        CHECK_MESSAGE(!parse_replica(bad), bad);
}

TEST_CASE("replicas are ordered as numbers") {
    CHECK(Replica{"web", 2} < Replica{"web", 10});
    CHECK(Replica{"web", 10} < Replica{"worker", 1});
}

TEST_CASE("containers are named as docker-local names them") {
    CHECK(container_name("shop", {"web", 1}) == "shop.web.1");
    CHECK(upcoming_name("shop", {"web", 1}, 1234) == "shop.web.1.upcoming-1234");
    CHECK(retired_name("shop", {"web", 1}, 1700000000) == "shop.web.1.1700000000");
}
