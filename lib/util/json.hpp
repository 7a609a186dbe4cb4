#pragma once

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <string_view>

/// JSON as text, read and written here for everybody: nlohmann's parser and writer
/// are templates, and whoever uses them directly compiles them once more.
namespace util {

/// No document anybody writes by hand or the Engine answers with is nested deeper
/// than 100 levels. nlohmann recurses to copy and to write a value: the depth of
/// foreign text is looked at before it is parsed.
bool is_shallow_json(std::string_view text);

/// For text whose depth is known. Throws nlohmann::json::exception.
nlohmann::json parse_json(std::string_view text);

/// Nothing if it is not JSON or not shallow.
std::optional<nlohmann::json> try_parse_json(std::string_view text);
std::optional<nlohmann::ordered_json> try_parse_ordered_json(std::string_view text);

/// On one line, or with `indentation` spaces a level. Never throws: bytes that are
/// not UTF-8 become U+FFFD.
std::string json_text(const nlohmann::json& value, int indentation = -1);
std::string json_text(const nlohmann::ordered_json& value, int indentation = -1);

}
