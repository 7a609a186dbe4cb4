#include "lines.hpp"

#include "util/error.hpp"
#include "util/text.hpp"

namespace oracle {

namespace {

void add_file(std::vector<Line>& lines, const util::Path& file, Expected expected) {
    const auto text = util::read_file(file);
    if (!text) throw util::Error("there is no " + file.string());
    int number = 0;
    for (const std::string& line : util::split(*text, '\n')) {
        ++number;
        if (line.empty() || line.starts_with("# ")) continue;
        lines.push_back({line, file.filename().string() + ":" + std::to_string(number), expected});
    }
}

/// A line that another release of the CLI or the Engine takes otherwise.
void expect_otherwise(std::vector<Line>& lines, const Line& otherwise) {
    bool found = false;
    for (Line& line : lines) {
        if (line.text != otherwise.text) continue;
        line.expected = otherwise.expected;
        found = true;
    }
    if (!found) throw util::Error(otherwise.place + ": there is no such line elsewhere");
}

}

std::vector<std::string> Line::flags() const { return util::split_words(text); }

std::vector<Line> read_lines(const util::Path& directory) {
    std::vector<Line> lines;
    for (const std::string& topic : util::list_directory(directory / "lines"))
        add_file(lines, directory / "lines" / topic, Expected::accepted);
    add_file(lines, directory / "refused.txt", Expected::refused);
    add_file(lines, directory / "depends.txt", Expected::either);
    add_file(lines, directory / "on_purpose.txt", Expected::difference);
    return lines;
}

void adapt(std::vector<Line>& lines, const util::Path& directory) {
    if (!std::filesystem::is_directory(directory)) return;
    std::vector<Line> otherwise;
    add_file(otherwise, directory / "accepted.txt", Expected::accepted);
    add_file(otherwise, directory / "refused.txt", Expected::refused);
    add_file(otherwise, directory / "on_purpose.txt", Expected::difference);
    for (const Line& line : otherwise) expect_otherwise(lines, line);
}

}
