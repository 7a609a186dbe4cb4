#include "docker/json.hpp"

#include "util/error.hpp"

#include <limits>

namespace docker::json {

namespace {

constexpr int deepest = 100;

/// nlohmann's copies and serialisation recurse: the depth of foreign text is
/// looked at before it is parsed.
bool is_shallow(std::string_view text) {
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

}

std::optional<Json> parse(std::string_view text) {
    if (!is_shallow(text)) return {};
    Json value = Json::parse(text, nullptr, false);
    if (value.is_discarded()) return {};
    return value;
}

Json parse_answer(std::string_view text, const std::string& wanted) {
    std::optional<Json> value = parse(text);
    if (!value) throw util::Error("cannot " + wanted + ": the Engine's answer is not the JSON it should be");
    return std::move(*value);
}

const Json& member(const Json& object, const char* key) {
    static const Json nothing;
    if (!object.is_object()) return nothing;
    const auto found = object.find(key);
    return found == object.end() ? nothing : *found;
}

std::string text(const Json& object, const char* key) {
    const Json& value = member(object, key);
    return value.is_string() ? value.get<std::string>() : std::string();
}

std::int64_t integer(const Json& object, const char* key) {
    const Json& value = member(object, key);
    if (!value.is_number_integer()) return 0;
    constexpr auto highest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (value.is_number_unsigned() && value.get<std::uint64_t>() > highest) return 0;
    return value.get<std::int64_t>();
}

int small_integer(const Json& object, const char* key) {
    const std::int64_t value = integer(object, key);
    const bool fits = value >= std::numeric_limits<int>::min() && value <= std::numeric_limits<int>::max();
    return fits ? static_cast<int>(value) : 0;
}

bool truth(const Json& object, const char* key) {
    const Json& value = member(object, key);
    return value.is_boolean() && value.get<bool>();
}

std::vector<std::string> texts(const Json& object, const char* key) {
    std::vector<std::string> result;
    const Json& values = member(object, key);
    if (!values.is_array()) return result;
    for (const Json& value : values)
        if (value.is_string()) result.push_back(value.get<std::string>());
    return result;
}

std::map<std::string, std::string> text_map(const Json& object, const char* key) {
    std::map<std::string, std::string> result;
    const Json& values = member(object, key);
    if (!values.is_object()) return result;
    for (const auto& [name, value] : values.items())
        if (value.is_string()) result.emplace(name, value.get<std::string>());
    return result;
}

std::vector<std::string> keys(const Json& object, const char* key) {
    std::vector<std::string> result;
    const Json& values = member(object, key);
    if (!values.is_object()) return result;
    for (const auto& [name, value] : values.items()) result.push_back(name);
    return result;
}

std::string serialized(const Json& value) {
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}
