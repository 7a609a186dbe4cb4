#pragma once

#include "dokku/source_file.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace dokku {

/// An app.json or its YAML twin, by its name. Throws util::Error, also for a
/// document that is no object.
nlohmann::json parse_app_json(const SourceFile& file);

/// "a string", "a number", ..., for messages.
std::string kind_of(const nlohmann::json& value);

}
