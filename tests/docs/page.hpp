#pragma once

#include "util/file.hpp"

#include <string>
#include <vector>

namespace docs {

/// A command of a page and what the page shows below it.
struct Step {
    std::string command;
    std::vector<std::string> expected{};  ///< lines; "..." stands for anything, also within a line
    bool fails = false;                   ///< as the page says
};

/// What a page has people type, in its order: in blocks marked ```console, lines
/// that begin with "$ ". All commands of a block marked ```console fails have to
/// fail. A comment <!-- test: COMMAND --> prepares the host without being shown.
/// Throws util::Error for a page that cannot be read.
std::vector<Step> steps_of(const util::Path& page);

/// Commands in the running text of a page, where no test would see them.
std::vector<std::string> commands_in_text(const util::Path& page);

/// The first expected line that does not come, in its turn, in what was printed; empty if all do.
std::string missing_line(const Step& step, const std::string& output);

}
