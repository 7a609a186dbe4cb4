#include "session/inspection.hpp"

#include <doctest/doctest.h>

using session::masked_inspections;

TEST_CASE("an inspection shows no value of a config variable") {
    const std::string shown = masked_inspections(
        {R"({"Id":"1","Config":{"Env":["KEY=secret=x","EMPTY=","DYNO=web.1","PORT=5000","PATH=/bin","BARE"]}})"});
    CHECK(shown.find("secret") == std::string::npos);
    CHECK(shown.find("\"KEY=XXXXXX\"") != std::string::npos);
    CHECK(shown.find("\"EMPTY=XXXXXX\"") != std::string::npos);
    CHECK(shown.find("\"DYNO=web.1\"") != std::string::npos);
    CHECK(shown.find("\"PORT=5000\"") != std::string::npos);
    CHECK(shown.find("\"BARE=XXXXXX\"") != std::string::npos);
}

TEST_CASE("keys are sorted and indented by four") {
    CHECK(masked_inspections({R"({"b":1,"a":2})"}) ==
          "[\n    {\n        \"a\": 2,\n        \"b\": 1\n    }\n]");
    CHECK(masked_inspections({}) == "[]");
}

TEST_CASE("answers of an unexpected shape do no harm") {
    CHECK(masked_inspections({"no JSON"}) == "[]");
    CHECK(masked_inspections({R"({"Config":{"Env":"KEY=secret"}})"}).find("secret") == std::string::npos);
    CHECK(masked_inspections({R"({"Config":{"Env":[["KEY=secret"],7]}})"}).find("secret") ==
          std::string::npos);
    CHECK(masked_inspections({R"({"Config":7})"}).find("7") != std::string::npos);
}
