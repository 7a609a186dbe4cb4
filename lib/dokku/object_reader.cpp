#include "dokku/object_reader_json.hpp"

#include "util/contains.hpp"
#include "util/error.hpp"
#include "util/json.hpp"
#include "util/nearest.hpp"
#include "util/text.hpp"

#include <algorithm>

namespace dokku {

namespace {

using Json = nlohmann::json;

std::string shown(const Json& value) { return util::shown(util::json_text(value), 80); }

/// An argument of execve ends at a zero byte.
bool is_argument(const Json& value) {
    return value.is_string() && value.get_ref<const std::string&>().find('\0') == std::string::npos;
}

}

ObjectReader::ObjectReader(const Json& object, std::string place)
    : object_(object), place_(std::move(place)) {
    if (!object.is_object()) throw util::Error(place_ + " is " + shown(object) + ", but must be an object");
}

const Json& ObjectReader::member(const std::string& key) const {
    static const Json nothing;
    const auto found = object_.find(key);
    return found == object_.end() ? nothing : *found;
}

std::optional<std::string> ObjectReader::text(const std::string& key) const {
    const Json& value = member(key);
    if (value.is_null()) return {};
    if (!value.is_string()) refuse(key, "a string");
    return value.get<std::string>();
}

std::optional<int> ObjectReader::number(const std::string& key, int lowest, int highest) const {
    const Json& value = member(key);
    if (value.is_null()) return {};
    if (!value.is_number_integer() || value < lowest || value > highest)
        refuse(key, "a whole number from " + std::to_string(lowest) + " to " + std::to_string(highest));
    return value.get<int>();
}

bool ObjectReader::truth(const std::string& key) const {
    const Json& value = member(key);
    if (!value.is_null() && !value.is_boolean()) refuse(key, "true or false");
    return value.is_boolean() && value.get<bool>();
}

std::vector<std::string> ObjectReader::command(const std::string& key) const {
    const Json& value = member(key);
    if (value.is_null() || value == "") return {};
    if (is_argument(value)) return {"/bin/sh", "-c", value.get<std::string>()};
    if (!value.is_array() || !std::all_of(value.begin(), value.end(), is_argument))
        refuse(key, "a list of strings, or a string");
    return value.get<std::vector<std::string>>();
}

ObjectReader ObjectReader::object(const std::string& key) const {
    static const Json empty = Json::object();
    return {has(key) ? member(key) : empty, place_ + "." + key};
}

std::vector<std::string> ObjectReader::unknown_members(const std::vector<std::string>& known) const {
    std::vector<std::string> lines;
    for (const auto& [key, value] : object_.items()) {
        if (util::contains(known, key)) continue;
        std::string line = place_ + " has an unknown key " + util::shown(key, 80);
        if (const std::string meant = util::nearest(key, known); !meant.empty())
            line += ", did you mean " + meant + "?";
        lines.push_back(std::move(line));
    }
    return lines;
}

void ObjectReader::refuse(const std::string& key, const std::string& wanted) const {
    throw util::Error(place_ + "." + key + " is " + shown(member(key)) + ", but must be " + wanted);
}

}
