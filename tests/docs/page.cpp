#include "page.hpp"

#include "util/error.hpp"
#include "util/text.hpp"

#include <re2/re2.h>

namespace docs {

namespace {

constexpr std::string_view fence = "```";
constexpr std::string_view console = "```console";
constexpr std::string_view prompt = "$ ";
constexpr std::string_view hidden = "<!-- test: ";

std::vector<std::string> lines_of(const util::Path& page) {
    const auto text = util::read_file(page);
    if (!text) throw util::Error("There is no page " + page.string());
    return util::lines(*text);
}

bool is_continued(const std::vector<Step>& steps) {
    return !steps.empty() && steps.back().command.ends_with('\\');
}

void read_block_line(const std::string& line, bool fails, std::vector<Step>& steps) {
    if (line.starts_with(prompt)) steps.push_back({.command = line.substr(prompt.size()), .fails = fails});
    else if (is_continued(steps)) steps.back().command += "\n" + line;
    else if (!steps.empty() && line != "...") steps.back().expected.push_back(line);
}

/// Of a line in which "..." stands for anything.
std::string pattern_of(const std::string& expected) {
    std::string pattern = RE2::QuoteMeta(std::string(util::trim(expected)));
    RE2::GlobalReplace(&pattern, R"((\\\.){3})", ".*");
    return pattern;
}

}

std::vector<Step> steps_of(const util::Path& page) {
    std::vector<Step> steps;
    std::string block;
    for (const std::string& line : lines_of(page)) {
        if (line.starts_with(fence)) block = block.empty() ? line : "";
        else if (block.starts_with(console))
            read_block_line(line, block == std::string(console) + " fails", steps);
        else if (line.starts_with(hidden))
            steps.push_back({.command = line.substr(hidden.size(), line.rfind(" -->") - hidden.size())});
    }
    return steps;
}

std::vector<std::string> commands_in_text(const util::Path& page) {
    static const RE2 quoted_command(R"((`(?:dokku|docker|git|apt|apt-get|curl|sudo|hookrun) [^`]*`))");
    std::vector<std::string> found;
    bool in_block = false;
    for (const std::string& line : lines_of(page)) {
        if (line.starts_with(fence)) in_block = !in_block;
        std::string command;
        if (!in_block && RE2::PartialMatch(line, quoted_command, &command)) found.push_back(command);
    }
    return found;
}

std::string missing_line(const Step& step, const std::string& output) {
    const std::vector<std::string> lines = util::lines(output);
    auto at = lines.begin();
    for (const std::string& expected : step.expected) {
        const RE2 pattern(pattern_of(expected));
        while (at != lines.end() && !RE2::PartialMatch(*at, pattern)) ++at;
        if (at++ == lines.end()) return expected;
    }
    return "";
}

}
