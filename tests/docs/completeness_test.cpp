#include "page.hpp"

#include "dokku/own_properties.hpp"
#include "dokku/settings.hpp"
#include "dokku/settings_report.hpp"
#include "health/verdict.hpp"
#include "util/text.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <set>

namespace {

constexpr int more_than_there_are_codes = 256;

util::Path pages() {
    const char* directory = std::getenv("DOCS");
    REQUIRE_MESSAGE(directory != nullptr, "DOCS names the directory of the pages");
    return directory;
}

std::string page(const char* name) {
    const auto text = util::read_file(pages() / name);
    REQUIRE_MESSAGE(text, name);
    return *text;
}

/// Of "## EXITED: it ended" the word EXITED.
std::set<std::string> subjects_of(const std::string& text, const std::string& mark) {
    std::set<std::string> subjects;
    for (const std::string& line : util::lines(text))
        if (line.starts_with(mark)) subjects.insert(line.substr(mark.size(), line.find(':') - mark.size()));
    return subjects;
}

/// The rows of a page's tables by their first cell, which is `KEY`.
std::map<std::string, std::string> rows_of(const std::string& text) {
    std::map<std::string, std::string> rows;
    for (const std::string& line : util::lines(text))
        if (line.starts_with("| `")) rows[line.substr(3, line.find('`', 3) - 3)] = line;
    return rows;
}

std::set<std::string> bad_codes() {
    std::set<std::string> codes;
    for (int number = 0; number < more_than_there_are_codes; ++number) {
        const auto code = static_cast<health::Code>(number);
        if (code == health::Code::healthy || code == health::Code::skipped) continue;
        codes.insert(std::string(health::to_string(code)));
    }
    codes.erase("UNKNOWN");
    return codes;
}

}

TEST_CASE("every verdict has its part of the page, and no other") {
    CHECK(subjects_of(page("verdicts.md"), "## ") == bad_codes());
}

TEST_CASE("every property is told of, with what it accepts and its default") {
    const auto rows = rows_of(page("properties.md"));
    const auto defaults = dokku::settings_in_force(dokku::Settings{});
    for (const dokku::OwnProperty& property : dokku::own_properties()) {
        CAPTURE(property.key);
        REQUIRE(rows.contains(property.key));
        CHECK(rows.at(property.key).find("| " + property.rule.describe() + " |") != std::string::npos);
        const auto value = std::find_if(defaults.begin(), defaults.end(),
                                        [&](const auto& setting) { return setting.key == property.key; });
        REQUIRE(value != defaults.end());
        if (!value->value.empty())
            CHECK(rows.at(property.key).find("| " + value->value + " |") != std::string::npos);
    }
    CHECK(rows.size() == dokku::own_properties().size());
}

TEST_CASE("every setting that counts at a deploy is told of, with its default") {
    const auto rows = rows_of(page("settings.md"));
    std::set<std::string> expected, told;
    for (const auto& setting : dokku::settings_in_force(dokku::Settings{})) {
        CAPTURE(setting.key);
        expected.insert(setting.key);
        const auto row = rows.find(setting.key);
        REQUIRE(row != rows.end());
        if (!setting.value.empty()) CHECK(row->second.find("| " + setting.value) != std::string::npos);
    }
    for (const auto& [key, row] : rows) told.insert(key);
    CHECK(told == expected);
}

TEST_CASE("the page names every package that compiling needs") {
    const std::string script = *util::read_file(pages().parent_path() / "plugin" / "build.sh");
    const std::size_t begin = script.find("packages_for_build=(") + 20;
    const std::string list = script.substr(begin, script.find(')', begin) - begin);
    const std::string installing = page("install.md");
    const std::vector<std::string> packages = util::split_words(list);
    CHECK(packages.size() > 5);
    for (const std::string& package : packages)
        CHECK_MESSAGE(installing.find(" " + package) != std::string::npos, package);
}

TEST_CASE("no page has a command in its text, where no test runs it") {
    for (const std::string& name : util::list_directory(pages()))
        CHECK_MESSAGE(docs::commands_in_text(pages() / name).empty(), name);
}
