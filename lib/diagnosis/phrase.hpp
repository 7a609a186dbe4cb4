#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace diagnosis {

/// A line of advice that begins so is a command to paste.
constexpr std::string_view command_mark = "$ ";

using Values = std::map<std::string, std::string, std::less<>>;

/// Fills the {names} of a text with values. A [part in brackets] is left out
/// when one of its values is missing or empty; nothing is returned when one
/// outside of brackets is. Values are taken as they are, never filled again.
std::optional<std::string> fill(std::string_view text, const Values& values);

}
