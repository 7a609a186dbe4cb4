#include "dokku/document_json.hpp"

#include "util/error.hpp"
#include "util/json.hpp"

#include <doctest/doctest.h>

using namespace dokku;

TEST_CASE("the YAML twin goes by its name") {
    CHECK(parse_app_json({"app.yml", "a: 1"}) == util::parse_json(R"({"a":1})"));
    CHECK_THROWS_AS(parse_app_json({"app.json", "a: 1"}), util::Error);
    CHECK_THROWS_WITH_AS(parse_app_json({"app.yml", "- a"}), "app.yml must hold an object, not a list",
                         util::Error);
    CHECK_THROWS_WITH_AS(parse_app_json({"app.yml", ""}), "app.yml must hold an object, not null",
                         util::Error);
}
