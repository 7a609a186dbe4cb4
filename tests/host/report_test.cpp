#include "host/report.hpp"

#include "util/error.hpp"

#include <doctest/doctest.h>

namespace {

std::string report(const host::Words& options) {
    std::string output;
    util::Log log([&](std::string_view text) { output += text; }, [](std::string_view) {});
    host::print_report(log, {"shop", "ps"}, {{"--ps-restart-policy", "always"}, {"--deployed", "true"}},
                       options);
    return output;
}

}

TEST_CASE("a report has one line a value, sorted and aligned") {
    CHECK(report({}) ==
          "=====> shop ps information\n"
          "       Deployed:                       true\n"
          "       Ps restart policy:              always\n");
}

TEST_CASE("a flag prints its value alone") {
    CHECK(report({"--ps-restart-policy"}) == "always\n");
    CHECK_THROWS_AS(report({"--no-such"}), util::Error);
}

TEST_CASE("as JSON the plugin's name is left out of the keys") {
    CHECK(report({"--format", "json"}) == "{\"deployed\":\"true\",\"restart-policy\":\"always\"}\n");
}
