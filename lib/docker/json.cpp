#include "docker/json.hpp"

#include "util/error.hpp"

#include <limits>

namespace docker::json {

Json parse_answer(std::string_view text, const std::string& wanted) {
    std::optional<Json> value = util::try_parse_json(text);
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

}
