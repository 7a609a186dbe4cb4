#include "host/options.hpp"

#include "util/error.hpp"

#include <doctest/doctest.h>

namespace {

const std::vector<host::OptionRule> rules{{"--tail", "-t"}, {"--env", "-e", host::OptionRule::Takes::value}};

}

TEST_CASE("options are told from other words") {
    const auto options = host::parse_options({"-t", "app", "--env=A=1", "-e", "B=2", "more"}, rules);
    CHECK(options.has("--tail"));
    CHECK(options.values("--env") == host::Words{"A=1", "B=2"});
    CHECK(options.value("--env", "") == "B=2");
    CHECK(options.rest == host::Words{"app", "more"});
}

TEST_CASE("behind the first word everything may belong to a command") {
    const auto options =
        host::parse_options({"-t", "app", "ls", "-la", "--", "-t"}, rules, host::OptionsEnd::at_first_word);
    CHECK(options.rest == host::Words{"app", "ls", "-la", "--", "-t"});
}

TEST_CASE("two dashes end the options") {
    CHECK(host::parse_options({"app", "--", "-t"}, rules).rest == host::Words{"app", "-t"});
}

TEST_CASE("unknown options and missing values are refused") {
    CHECK_THROWS_WITH_AS(host::parse_options({"--no-such"}, rules), "unknown option --no-such", util::Error);
    CHECK_THROWS_WITH_AS(host::parse_options({"-e"}, rules), "option --env needs a value", util::Error);
}

TEST_CASE("a missing option has the default") {
    CHECK(host::parse_options({}, rules).value("--env", "none") == "none");
}
