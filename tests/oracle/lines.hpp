#pragma once

#include "util/file.hpp"

#include <string>
#include <vector>

namespace oracle {

/// What both sides are expected to do with the flags of a line.
enum class Expected { accepted, refused, either, difference };

/// One line of docker run flags.
struct Line {
    std::string text;
    std::string place;  ///< "security.txt:12"
    Expected expected;
    std::vector<std::string> flags() const;
};

/// The lines of all files: those of refused.txt, depends.txt and on_purpose.txt in
/// `directory`, and those of every topic in `directory`/lines. What begins with "# " is a
/// comment. Throws util::Error.
std::vector<Line> read_lines(const util::Path& directory);

/// What is expected otherwise beside another release of the CLI and its Engine: the
/// same lines in accepted.txt, refused.txt and on_purpose.txt of its directory, which
/// need not exist. Throws util::Error for a line that is not among these.
void adapt(std::vector<Line>& lines, const util::Path& directory);

}
