#include "coverage.hpp"
#include "expectation.hpp"

#include "util/error.hpp"

#include <doctest/doctest.h>

using namespace conformance;

TEST_CASE("a case file holds commands and what has to come of them") {
    const CaseFile file = parse_case_file("ask", R"(# a comment
no foreign: it has no scheduler
ours: two lines, then an answer without one
$ trigger ask a \
  b
> one
>
>- end
2> an error
= 3
bad: nothing
$ trigger ask
[here] > only here
[there] > only there
)",
                                          "here");
    REQUIRE(file.cases.size() == 2);
    const Step& step = file.cases[0].steps.at(0);
    CHECK(file.cases[0].kind == Kind::ours);
    CHECK(file.cases[0].title == "two lines, then an answer without one");
    CHECK(step.command == "trigger ask a \\\n  b");
    CHECK(step.output == "one\n\nend");
    CHECK(step.error == "an error\n");
    CHECK(step.status == 3);
    CHECK(step.line == 4);
    CHECK(file.cases[1].steps.at(0).status == 0);
    CHECK(file.cases[1].steps.at(0).output == "only here\n");
    CHECK(file.waived.at(Kind::foreign) == "it has no scheduler");
}

TEST_CASE("what cannot stand in a case file is named with its line") {
    CHECK_THROWS_WITH_AS(parse_case_file("ask", "ours: x\n> y\n", "here"),
                         "ask:2: a command has to stand above", util::Error);
    CHECK_THROWS_AS(parse_case_file("ask", "theirs: x\n", "here"), util::Error);
    CHECK_THROWS_AS(parse_case_file("ask", "ours: x\n$ y\n= 300\n", "here"), util::Error);
    CHECK_THROWS_AS(parse_case_file("ask", "$ y\n", "here"), util::Error);
}

TEST_CASE("an output is compared byte by byte but for the placeholders") {
    CHECK(matches("a (b)\n", "a (b)\n"));
    CHECK_FALSE(matches("a\n", "a"));
    CHECK_FALSE(matches("a.b", "axb"));
    CHECK(matches("at {ip}:{number}, {id}\n", "at 172.17.0.2:5000, " + std::string(64, 'a') + "\n"));
    CHECK_FALSE(matches("{short-id}", std::string(64, 'a')));
    CHECK(matches("{any}\n{any}", "one\ntwo"));
    CHECK_FALSE(matches("{any}", "one\ntwo"));
    CHECK(matches("{unknown}", "{unknown}"));
}

TEST_CASE("a trigger is covered when every kind of case calls it") {
    const std::string ours = "ours: a\n$ trigger ask x\n";
    const std::string foreign = "foreign: a\n$ trigger ask y\n";
    const std::string bad = "bad: a\n$ trigger ask\n";
    const auto lacking = [](const std::string& text) {
        return uncovered({"ask"}, {parse_case_file("ask", text, "here")});
    };
    CHECK(lacking(ours + foreign + bad).empty());
    CHECK(lacking(ours + "no foreign: why\n" + bad).empty());
    CHECK(lacking(ours) == std::vector<std::string>{"ask: no case of kind foreign, bad"});
    CHECK(lacking(ours + foreign + "bad: a\n$ trigger ask-more\n").size() == 1);
    CHECK(uncovered({"ask", "tell"}, {}).size() == 2);
}
