#include "dokku/formation.hpp"

#include "dokku/document_json.hpp"
#include "dokku/object_reader_json.hpp"

#include <limits>

namespace dokku {

namespace {

constexpr int most_at_once = 1000;

/// 0 and what is below it mean "not set" to Dokku.
std::size_t max_parallel(const ObjectReader& type) {
    const int count = type.number("max_parallel", std::numeric_limits<int>::min(), most_at_once).value_or(0);
    return count < 0 ? 0 : static_cast<std::size_t>(count);
}

}

std::map<std::string, std::size_t> read_max_parallel(const SourceFile& file) {
    const nlohmann::json document = parse_app_json(file);
    std::map<std::string, std::size_t> result;
    const auto formation = document.find("formation");
    if (formation == document.end() || formation->is_null()) return result;
    const ObjectReader reader(*formation, file.name + ": formation");
    for (const auto& [type, entry] : formation->items())
        if (const std::size_t count = max_parallel(reader.object(type)); count > 0) result[type] = count;
    return result;
}

}
