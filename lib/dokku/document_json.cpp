#include "dokku/document_json.hpp"

#include "dokku/relaxed_json.hpp"
#include "util/error.hpp"
#include "util/yaml_json.hpp"

namespace dokku {

using Json = nlohmann::json;

Json parse_app_json(const SourceFile& file) {
    const bool is_yaml = file.name.ends_with(".yml") || file.name.ends_with(".yaml");
    Json document =
        is_yaml ? util::parse_yaml(file.text, file.name) : parse_relaxed_json(file.text, file.name);
    if (!document.is_object())
        throw util::Error(file.name + " must hold an object, not " + kind_of(document));
    return document;
}

std::string kind_of(const Json& value) {
    switch (value.type()) {
        case Json::value_t::null: return "null";
        case Json::value_t::object: return "an object";
        case Json::value_t::array: return "a list";
        case Json::value_t::string: return "a string";
        case Json::value_t::boolean: return "a boolean";
        default: return "a number";
    }
}

}
