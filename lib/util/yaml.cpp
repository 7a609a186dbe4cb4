#include "util/yaml_json.hpp"

#include "util/error.hpp"
#include "util/text.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <cmath>
#include <sstream>

namespace util {

namespace {

using Json = nlohmann::json;

constexpr int deepest = 100;
/// Aliases let a short text stand for very many nodes.
constexpr int most_nodes = 100'000;

[[noreturn]] void fail(const std::string& file, const YAML::Mark& mark, const std::string& what) {
    const std::string place = mark.is_null() ? ""
                                             : " at line " + std::to_string(mark.line + 1) + ", column " +
                                                   std::to_string(mark.column + 1);
    throw Error(file + " is not valid YAML" + place + ": " + shown(what, 300));
}

/// A plain scalar under the rules of YAML's core schema.
Json plain_scalar(const YAML::Node& node, const std::string& text) {
    if (text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL") return {};
    if (text == "true" || text == "True" || text == "TRUE") return true;
    if (text == "false" || text == "False" || text == "FALSE") return false;
    if (const auto number = parse_number(text, INT64_MIN, INT64_MAX)) return *number;
    double fraction = 0;
    const bool looks_like_one = text.find_first_not_of("+-.0123456789eE") == std::string::npos;
    if (looks_like_one && YAML::convert<double>::decode(node, fraction) && std::isfinite(fraction))
        return fraction;
    return text;
}

class Converter {
public:
    explicit Converter(const std::string& file) : file_(file) {}

    Json convert(const YAML::Node& node, int depth = 0) {
        if (depth > deepest) fail(file_, node.Mark(), "it is nested too deeply");
        if (++nodes_ > most_nodes) fail(file_, node.Mark(), "it is too large");
        switch (node.Type()) {
            case YAML::NodeType::Scalar: return scalar(node);
            case YAML::NodeType::Sequence: return list(node, depth);
            case YAML::NodeType::Map: return object(node, depth);
            default: return {};
        }
    }

private:
    /// yaml-cpp's tag of what was not quoted is "?".
    static Json scalar(const YAML::Node& node) {
        const std::string& text = node.Scalar();
        return node.Tag() == "?" || node.Tag().empty() ? plain_scalar(node, text) : Json(text);
    }

    Json list(const YAML::Node& node, int depth) {
        Json result = Json::array();
        for (const YAML::Node& element : node) result.push_back(convert(element, depth + 1));
        return result;
    }

    Json object(const YAML::Node& node, int depth) {
        Json result = Json::object();
        for (const auto& entry : node) {
            if (!entry.first.IsScalar()) fail(file_, entry.first.Mark(), "a key must be a string");
            const std::string& key = entry.first.Scalar();
            if (result.contains(key)) fail(file_, entry.first.Mark(), "key " + key + " is there twice");
            result[key] = convert(entry.second, depth + 1);
        }
        return result;
    }

    const std::string& file_;
    int nodes_ = 0;
};

/// Passes over a document without keeping anything of it.
class Skipper : public YAML::EventHandler {
    using Mark = YAML::Mark;
    using Text = std::string;
    using Style = YAML::EmitterStyle::value;

    void OnDocumentStart(const Mark&) override {}
    void OnDocumentEnd() override {}
    void OnNull(const Mark&, YAML::anchor_t) override {}
    void OnAlias(const Mark&, YAML::anchor_t) override {}
    void OnScalar(const Mark&, const Text&, YAML::anchor_t, const Text&) override {}
    void OnSequenceStart(const Mark&, const Text&, YAML::anchor_t, Style) override {}
    void OnSequenceEnd() override {}
    void OnMapStart(const Mark&, const Text&, YAML::anchor_t, Style) override {}
    void OnMapEnd() override {}
};

/// Of broken texts the library makes documents without end: it is never asked for a third.
bool holds_several_documents(const std::string& text) {
    std::istringstream input(text);
    YAML::Parser parser(input);
    Skipper skipper;
    return parser.HandleNextDocument(skipper) && parser.HandleNextDocument(skipper);
}

/// What `use` makes of the one document of a text.
template <typename Use>
auto load(const std::string& text, const std::string& file, Use use) {
    try {
        if (holds_several_documents(text)) fail(file, YAML::Mark::null_mark(), "it holds several documents");
        return use(YAML::Load(text));
    } catch (const YAML::Exception& error) {
        fail(file, error.mark, error.msg);
    }
}

YamlEntry read_entry(const YAML::Node& node, const std::string& file) {
    YamlEntry entry{node.Mark().line + 1};
    try {
        entry.value = Converter(file).convert(node);
    } catch (const Error& error) {
        entry.error = error.what();
    }
    return entry;
}

}

Json parse_yaml(const std::string& text, const std::string& file) {
    return load(text, file,
                [&file](const YAML::Node& document) { return Converter(file).convert(document); });
}

std::vector<YamlEntry> parse_yaml_list(const std::string& text, const std::string& file) {
    return load(text, file, [&file](const YAML::Node& document) {
        std::vector<YamlEntry> entries;
        if (!document.IsNull() && !document.IsSequence()) fail(file, document.Mark(), "it has to be a list");
        for (const YAML::Node& node : document) entries.push_back(read_entry(node, file));
        return entries;
    });
}

}
