#include "host/app_json.hpp"

#include "dokku/names.hpp"
#include "dokku/relaxed_json.hpp"
#include "util/error.hpp"
#include "util/json.hpp"

namespace host {

namespace {

using Json = nlohmann::json;

constexpr int largest_quantity = 1000;
std::optional<int> number(const Json& entry, const std::string& type, const char* field) {
    const auto found = entry.find(field);
    if (found == entry.end() || found->is_null()) return {};
    const auto valid = [](std::int64_t value) { return value >= 0 && value <= largest_quantity; };
    if (!found->is_number_integer() || !valid(found->get<std::int64_t>()))
        throw util::Error("app.json: formation." + type + "." + field + " must be a number from 0 to " +
                          std::to_string(largest_quantity));
    return found->get<int>();
}

Formation formation_of(const std::string& type, const Json& entry) {
    dokku::verify_process_type(type);
    if (!entry.is_object()) throw util::Error("app.json: formation." + type + " must be an object");
    return {number(entry, type, "quantity"), number(entry, type, "max_parallel").value_or(0)};
}

}

AppJson parse_app_json(const std::string& text) {
    const Json document = dokku::parse_relaxed_json(text, "app.json");
    if (!document.is_object()) throw util::Error("app.json must hold an object");
    AppJson app_json{util::json_text(document)};
    const auto formation = document.find("formation");
    if (formation == document.end() || formation->is_null()) return app_json;
    if (!formation->is_object()) throw util::Error("app.json: formation must be an object");
    for (const auto& [type, entry] : formation->items())
        app_json.formation.emplace(type, formation_of(type, entry));
    return app_json;
}

}
