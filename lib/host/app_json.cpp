#include "host/app_json.hpp"

#include "dokku/names.hpp"
#include "util/error.hpp"

#include <nlohmann/json.hpp>

namespace host {

namespace {

using Json = nlohmann::json;

constexpr int largest_quantity = 1000;
constexpr int deepest = 100;

/// nlohmann's copies and serialisation recurse.
bool refuse_depth(int depth, Json::parse_event_t, Json&) {
    if (depth > deepest) throw util::Error("app.json is nested too deeply");
    return true;
}

Json parse(const std::string& text) {
    try {
        return Json::parse(text, refuse_depth, true, true);
    } catch (const Json::exception& error) {
        throw util::Error(std::string("app.json cannot be read: ") + error.what());
    }
}

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
    const Json document = parse(text);
    if (!document.is_object()) throw util::Error("app.json must hold an object");
    AppJson app_json{document.dump()};
    const auto formation = document.find("formation");
    if (formation == document.end() || formation->is_null()) return app_json;
    if (!formation->is_object()) throw util::Error("app.json: formation must be an object");
    for (const auto& [type, entry] : formation->items())
        app_json.formation.emplace(type, formation_of(type, entry));
    return app_json;
}

}
