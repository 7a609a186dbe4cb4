#include "util/options.hpp"

#include "util/error.hpp"

#include <doctest/doctest.h>

namespace {

const std::vector<util::OptionRule> rules{{"--tail", "-t"}, {"--env", "-e", util::OptionRule::Takes::value}};

}

TEST_CASE("options are told from other words") {
    const auto options = util::parse_options({"-t", "app", "--env=A=1", "-e", "B=2", "more"}, rules);
    CHECK(options.has("--tail"));
    CHECK(options.values("--env") == std::vector<std::string>{"A=1", "B=2"});
    CHECK(options.value("--env", "") == "B=2");
    CHECK(options.rest == std::vector<std::string>{"app", "more"});
}

TEST_CASE("behind the first word everything may belong to a command") {
    const auto options =
        util::parse_options({"-t", "app", "ls", "-la", "--", "-t"}, rules, util::OptionsEnd::at_first_word);
    CHECK(options.rest == std::vector<std::string>{"app", "ls", "-la", "--", "-t"});
}

TEST_CASE("two dashes end the options") {
    CHECK(util::parse_options({"app", "--", "-t"}, rules).rest == std::vector<std::string>{"app", "-t"});
}

TEST_CASE("unknown options and missing values are refused") {
    CHECK_THROWS_WITH_AS(util::parse_options({"--no-such"}, rules), "unknown option --no-such", util::Error);
    CHECK_THROWS_WITH_AS(util::parse_options({"-e"}, rules), "option --env needs a value", util::Error);
}

TEST_CASE("a missing option has the default") {
    CHECK(util::parse_options({}, rules).value("--env", "none") == "none");
}
