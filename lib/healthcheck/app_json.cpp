#include "healthcheck/app_json.hpp"

#include "dokku/document_json.hpp"
#include "dokku/names.hpp"
#include "util/error.hpp"
#include "util/json.hpp"

namespace healthcheck {

namespace {

using Json = nlohmann::ordered_json;

constexpr mode_t usual_mode = 0644;
constexpr int indentation = 2;

/// Nothing for comments, trailing commas and YAML.
std::optional<Json> plain_json(const std::string& text) { return util::try_parse_ordered_json(text); }

}

AppJson::AppJson(const util::Options& options)
    : path_(options.value("--app-json", "app.json")),
      text_(util::read_file(path_)),
      in_place_(options.has("--in-place")),
      pretty_(options.has("--pretty")) {}

Json AppJson::read() const {
    const dokku::SourceFile file = source();
    const nlohmann::json checked = dokku::parse_app_json(file);
    if (auto plain = plain_json(file.text)) return std::move(*plain);
    return plain_json(util::json_text(checked)).value();
}

void AppJson::put_out(const Tool& tool, const Json& document) const {
    const std::string text = pretty_ ? util::json_text(document, indentation) : util::json_text(document);
    if (!in_place_) return tool.log.raw(text + "\n");
    if (text_ && !plain_json(*text_))
        throw util::Error(path_.string() +
                          " is not plain JSON: --in-place would lose its comments or its YAML");
    util::write_file(path_, text + "\n", usual_mode);
}

Json& list_of(Json& document, const std::string& process_type) {
    dokku::verify_process_type(process_type);
    Json& healthchecks = document["healthchecks"];
    if (healthchecks.is_null()) healthchecks = Json::object();
    if (!healthchecks.is_object()) throw util::Error("healthchecks must be an object");
    Json& list = healthchecks[process_type];
    if (list.is_null()) list = Json::array();
    if (!list.is_array()) throw util::Error("healthchecks." + process_type + " must be a list of checks");
    return list;
}

}
