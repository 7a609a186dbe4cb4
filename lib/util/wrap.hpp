#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace util {

/// How a text is laid out in lines of a terminal.
struct Margins {
    std::string first;    ///< before the first line
    std::string further;  ///< before all others
};

/// What is left of a terminal's 80 columns behind the prefixes of git ("remote: ")
/// and of Log.
constexpr std::size_t line_width = 80 - 8 - 7;

/// Breaks a text between words into lines of at most `line_width` columns,
/// margins included. A word that is longer is broken.
std::vector<std::string> wrap(std::string_view text, const Margins& margins);

/// The lines of wrap() as one text, those behind the first two columns in.
std::string wrapped(std::string_view text);

/// Breaks a line that is too long behind a blank, if one stands in its second
/// half, else anywhere; all blanks are kept.
std::vector<std::string> fold(std::string_view line, const std::string& margin);

}
