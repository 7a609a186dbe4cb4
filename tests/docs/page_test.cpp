#include "page.hpp"

#include <doctest/doctest.h>

TEST_CASE("a page's commands are found, with what is shown below them") {
    const util::TemporaryDirectory directory;
    const util::Path page = directory.path() / "page.md";
    util::write_file(
        page,
        "Text with `dokku apps:list` in it.\n<!-- test: touch x -->\n```console\n$ one \\\n"
        "    two\nshown\n...\n$ three\n```\n```json\n$ four\n```\n```console fails\n$ five\n```\n");
    const auto steps = docs::steps_of(page);
    REQUIRE(steps.size() == 4);
    CHECK(steps[0].command == "touch x");
    CHECK(steps[1].command == "one \\\n    two");
    CHECK(steps[1].expected == std::vector<std::string>{"shown"});
    CHECK(steps[2].command == "three");
    CHECK_FALSE(steps[2].fails);
    CHECK(steps[3].fails);
    CHECK(docs::commands_in_text(page) == std::vector<std::string>{"`dokku apps:list`"});
}

TEST_CASE("what is shown has to come, in its order") {
    const docs::Step step{.command = "x", .expected = {"one (1)", "t...e"}};
    CHECK(docs::missing_line(step, "zero\none (1)\nmore\nthree\n") == "");
    CHECK(docs::missing_line(step, "three\none (1)\n") == "t...e");
    CHECK(docs::missing_line(step, "") == "one (1)");
}
