#include "util/json.hpp"

namespace util {

namespace {

constexpr int deepest = 100;

template <typename Json>
std::optional<Json> try_parse(std::string_view text) {
    if (!is_shallow_json(text)) return {};
    Json value = Json::parse(text, nullptr, false);
    if (value.is_discarded()) return {};
    return value;
}

template <typename Json>
std::string written(const Json& value, int indentation) {
    return value.dump(indentation, ' ', false, Json::error_handler_t::replace);
}

}

bool is_shallow_json(std::string_view text) {
    int depth = 0;
    bool in_string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (in_string && c == '\\') ++i;
        else if (c == '"') in_string = !in_string;
        else if (!in_string && (c == '{' || c == '[') && ++depth > deepest) return false;
        else if (!in_string && (c == '}' || c == ']')) --depth;
    }
    return true;
}

nlohmann::json parse_json(std::string_view text) { return nlohmann::json::parse(text); }

std::optional<nlohmann::json> try_parse_json(std::string_view text) {
    return try_parse<nlohmann::json>(text);
}

std::optional<nlohmann::ordered_json> try_parse_ordered_json(std::string_view text) {
    return try_parse<nlohmann::ordered_json>(text);
}

std::string json_text(const nlohmann::json& value, int indentation) { return written(value, indentation); }

std::string json_text(const nlohmann::ordered_json& value, int indentation) {
    return written(value, indentation);
}

}
