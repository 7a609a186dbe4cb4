#pragma once

#include "dokku/source_file.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace dokku {

/// Reads JSON as Dokku reads app.json: comments and trailing commas are allowed.
/// Throws util::Error that names `file`, line and column.
nlohmann::json parse_relaxed_json(const std::string& text, const std::string& file);

/// An app.json or its YAML twin, by its name. Throws util::Error, also for a
/// document that is no object.
nlohmann::json parse_app_json(const SourceFile& file);

/// "a string", "a number", ..., for messages.
std::string kind_of(const nlohmann::json& value);

}
