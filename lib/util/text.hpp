#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace util {

std::string_view trim(std::string_view text);

/// Splits at every `separator`; empty parts are kept, an empty text has none.
std::vector<std::string> split(std::string_view text, char separator);

/// The lines of a text without their line ends and without empty lines.
std::vector<std::string> lines(std::string_view text);

std::string join(const std::vector<std::string>& parts, std::string_view separator);

std::string to_lower(std::string_view text);

std::string replace_all(std::string text, std::string_view from, std::string_view to);

/// Words as xargs reads them, which is how Dokku passes docker flags and
/// Procfile commands: blanks and newlines separate; '...' and "..." group
/// without escapes, may stand in mid-word and must end before a newline; a
/// backslash outside quotes takes the next character; nothing is expanded.
/// Throws Error for a quote that is not closed.
std::vector<std::string> split_words(std::string_view text);

/// The words as one line that a POSIX shell would read as the same words.
std::string shell_command(const std::vector<std::string>& words);

/// A decimal number that fills the whole text and lies in [lowest, highest].
std::optional<std::int64_t> parse_number(std::string_view text, std::int64_t lowest, std::int64_t highest);

/// Whether all of it is well-formed UTF-8.
bool is_utf8(std::string_view text);

/// Foreign text made safe for a terminal: control characters, escape sequences
/// and bytes that are not UTF-8 become \r, \n or \xNN; tabs and newlines stay if `keep_lines`.
enum class Lines { escape, keep };
std::string printable(std::string_view text, Lines mode = Lines::escape);

/// At most `limit` bytes, cut before a multi-byte character, "..." marking the cut.
std::string shortened(std::string_view text, std::size_t limit);
/// Foreign text for one line of ours: shortened, then printable.
std::string shown(std::string_view text, std::size_t limit);

/// "1 container", "2 containers".
std::string counted(std::size_t number, std::string_view noun);

}
