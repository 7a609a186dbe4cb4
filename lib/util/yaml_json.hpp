#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace util {

/// Reads a YAML document as JSON would say the same. Throws Error that
/// names `file`, line and column; also for keys that are no strings, keys that
/// come twice, several documents, and text that unfolds into more than it holds.
nlohmann::json parse_yaml(const std::string& text, const std::string& file);

/// An entry of a YAML list.
struct YamlEntry {
    int line = 0;  ///< where it begins, from 1
    nlohmann::json value{};
    std::string error{};  ///< what is wrong with it, its place included; then there is no value
};

/// Reads a document that is a list, entry by entry: one that breaks a rule of
/// parse_yaml() does not take the others along. An empty document is an empty
/// list. Throws Error for what is no YAML, and for no list.
std::vector<YamlEntry> parse_yaml_list(const std::string& text, const std::string& file);

}
