#pragma once

#include <nlohmann/json.hpp>

#include <string>

namespace dokku {

/// Reads JSON as Dokku reads app.json: comments and trailing commas are allowed.
/// Throws util::Error that names `file`, line and column.
nlohmann::json parse_relaxed_json(const std::string& text, const std::string& file);

}
