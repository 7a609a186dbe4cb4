#include "dokku/report.hpp"

#include "util/error.hpp"

#include <doctest/doctest.h>

namespace {

std::string report(const std::vector<std::string>& options) {
    std::string output;
    util::Log log([&](std::string_view text) { output += text; }, [](std::string_view) {});
    dokku::print_report(log, {"shop", "ps"}, {{"--ps-restart-policy", "always"}, {"--deployed", "true"}},
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
    CHECK_THROWS_WITH_AS(report({"--no-such"}),
                         "Invalid flag passed, valid flags: --deployed, --ps-restart-policy", util::Error);
    CHECK_THROWS_WITH_AS(report({"--deployed", "--ps-restart-policy"}),
                         "ps:report command allows only a single flag", util::Error);
    CHECK_THROWS_AS(report({"--deployed", "--format", "json"}), util::Error);
}

TEST_CASE("as JSON the plugin's name is left out of the keys") {
    CHECK(report({"--format", "json"}) == "{\"deployed\":\"true\",\"restart-policy\":\"always\"}\n");
}
