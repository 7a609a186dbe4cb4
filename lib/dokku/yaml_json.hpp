#pragma once

#include <nlohmann/json.hpp>

#include <string>

namespace dokku {

/// Reads a YAML document as JSON would say the same. Throws util::Error that
/// names `file`, line and column; also for keys that are no strings, keys that
/// come twice, several documents, and text that unfolds into more than it holds.
nlohmann::json parse_yaml(const std::string& text, const std::string& file);

}
