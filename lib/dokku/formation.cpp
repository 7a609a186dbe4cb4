#include "dokku/formation.hpp"

#include "dokku/document_json.hpp"
#include "util/error.hpp"
#include "util/text.hpp"

namespace dokku {

namespace {

using Json = nlohmann::json;

constexpr std::int64_t most_at_once = 1000;

/// Null for what is absent.
const Json& member(const Json& object, const std::string& key) {
    static const Json nothing;
    const auto found = object.find(key);
    return found == object.end() ? nothing : *found;
}

[[noreturn]] void refuse(const std::string& file, const std::string& field, const std::string& wanted) {
    throw util::Error(file + ": " + util::printable(util::shortened(field, 120)) + " must be " + wanted);
}

/// 0 and what is below it mean "not set" to Dokku.
std::size_t max_parallel(const Json& entry, const std::string& file, const std::string& field) {
    if (!entry.is_object() && !entry.is_null()) refuse(file, field, "an object");
    const Json& value = entry.is_null() ? entry : member(entry, "max_parallel");
    if (value.is_null()) return 0;
    const bool fits = value.is_number_integer() && value <= most_at_once;
    if (!fits) refuse(file, field + ".max_parallel", "a whole number up to " + std::to_string(most_at_once));
    return value < 0 ? 0 : value.get<std::size_t>();
}

}

std::map<std::string, std::size_t> read_max_parallel(const SourceFile& file) {
    const Json document = parse_app_json(file);
    const Json& formation = member(document, "formation");
    std::map<std::string, std::size_t> result;
    if (formation.is_null()) return result;
    if (!formation.is_object()) refuse(file.name, "formation", "an object");
    for (const auto& [type, entry] : formation.items())
        if (const std::size_t count = max_parallel(entry, file.name, "formation." + type); count > 0) result[type] = count;
    return result;
}

}
