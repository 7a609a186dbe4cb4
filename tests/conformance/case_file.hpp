#pragma once

#include "util/file.hpp"

#include <map>
#include <string>
#include <vector>

namespace conformance {

/// One command line and what has to come of it, byte by byte but for the
/// placeholders of expectation.hpp.
struct Step {
    std::string command;  ///< for a shell
    std::string output{};
    std::string error{};
    int status = 0;
    int line = 0;  ///< of the file, to find it again
};

/// What a case is about: a call for us, one for another scheduler or another
/// scheduler's app, one with bad arguments. The last two must touch nothing.
enum class Kind { setup, ours, foreign, bad, teardown };

struct Case {
    Kind kind;
    std::string title;
    std::vector<Step> steps{};
    int line = 0;
};

/// The cases of one trigger, or of one scenario that several take part in.
struct CaseFile {
    std::string name;
    std::vector<Case> cases{};
    std::map<Kind, std::string> waived{};  ///< kinds that it cannot have, and why
};

std::string_view name_of(Kind kind);

/// The format, line by line:
///
///     # a comment
///     no foreign: it runs for every app
///     ours: an app that does not run
///     $ trigger scheduler-app-status docker-api shop
///     > 0 false
///     2> a line on stderr
///     = 1
///
/// "> " and "2> " are followed by a line, ">- " and "2>- " by a text without a
/// line end; "= " by the exit status, 0 if there is none. A command that ends
/// in a backslash goes on in the next line. What stands behind "[FORM] " counts
/// in that form only, in others not at all. Throws util::Error that names the line.
CaseFile parse_case_file(const std::string& name, const std::string& text, const std::string& form);

}
