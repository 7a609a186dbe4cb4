#pragma once

#include "diagnosis/pattern.hpp"
#include "health/verdict.hpp"
#include "util/file.hpp"

#include <vector>

namespace diagnosis {

/// A pattern in an app's output that tells more than the verdict does: a rule
/// of plugin/rules, whose README says what its parts mean.
struct Signature {
    std::string id;
    Pattern pattern;
    std::optional<Pattern> companion{};  ///< `with`
    int count = 1;
    std::vector<health::Code> codes{};      ///< that it explains; none: all that output may explain
    std::optional<health::Code> refines{};  ///< the code that it gives
    std::string cause;                      ///< phrases
    std::string fix{};                      ///< lines
    std::string avoid{};
};

/// In the order in which they are tried.
struct Signatures {
    std::vector<Signature> list{};
    std::vector<std::string> complaints{};  ///< "FILE:LINE: ...", of rules that were skipped
};

/// Reads a YAML list of rules. What is wrong is a complaint, never an error.
Signatures read_signatures(const std::string& text, const std::string& file);

/// Those that come with the plugin; they have no complaints.
const Signatures& shipped_signatures();

/// Those of the *.yml files of an operator's directory, by their names, and then
/// the shipped ones whose ids they do not take. A file that cannot be read is a
/// complaint; no directory is none.
Signatures all_signatures(const util::Path& directory);

}
