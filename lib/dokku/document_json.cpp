#include "dokku/document_json.hpp"

#include "util/error.hpp"
#include "util/text.hpp"
#include "util/yaml_json.hpp"

#include <algorithm>

namespace dokku {

namespace {

using Json = nlohmann::json;

constexpr int deepest = 100;

/// Blanks out what plain JSON does not have, so that what remains keeps its place.
class Plainer {
public:
    explicit Plainer(std::string text) : text_(std::move(text)) {}

    std::string run() {
        while (at_ < text_.size()) step();
        return std::move(text_);
    }
    bool too_deep() const { return too_deep_; }

private:
    void step() {
        const char c = text_[at_];
        if (c == '"') skip_string();
        else if (text_.compare(at_, 2, "//") == 0) blank_until(text_.find('\n', at_));
        else if (text_.compare(at_, 2, "/*") == 0) blank_comment();
        else read_plain(c);
    }

    void skip_string() {
        last_comma_ = std::string::npos;
        for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_)
            if (text_[at_] == '\\') ++at_;
        ++at_;
    }

    void blank_comment() {
        const auto end = text_.find("*/", at_ + 2);
        blank_until(end == std::string::npos ? end : end + 2);
    }

    void blank_until(std::size_t end) {
        for (end = std::min(end, text_.size()); at_ < end; ++at_)
            if (text_[at_] != '\n') text_[at_] = ' ';
    }

    void read_plain(char c) {
        const bool closes = c == '}' || c == ']';
        if (closes && last_comma_ != std::string::npos) text_[last_comma_] = ' ';
        if (c == ',') last_comma_ = at_;
        else if (std::string_view(" \t\r\n").find(c) == std::string_view::npos)
            last_comma_ = std::string::npos;
        if (c == '{' || c == '[') too_deep_ = ++depth_ > deepest || too_deep_;
        if (closes) --depth_;
        ++at_;
    }

    std::string text_;
    std::size_t at_ = 0;
    std::size_t last_comma_ = std::string::npos;  ///< none, or only blanks since
    int depth_ = 0;
    bool too_deep_ = false;
};

std::string place_of(const std::string& text, std::size_t byte) {
    const std::string_view before = std::string_view(text).substr(0, byte == 0 ? 0 : byte - 1);
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const auto line_begin = before.rfind('\n');
    const std::size_t column =
        before.size() - (line_begin == std::string_view::npos ? 0 : line_begin + 1) + 1;
    return "line " + std::to_string(line) + ", column " + std::to_string(column);
}

/// The library's message behind its own words for the place.
std::string reason_of(const std::exception& error) {
    const std::string message = error.what();
    const auto colon = message.find(": ");
    return util::printable(
        util::shortened(colon == std::string::npos ? message : message.substr(colon + 2), 300));
}

}

Json parse_relaxed_json(const std::string& text, const std::string& file) {
    Plainer plainer(text);
    const std::string plain = plainer.run();
    if (plainer.too_deep()) throw util::Error(file + " is nested too deeply");
    try {
        return Json::parse(plain);
    } catch (const Json::parse_error& error) {
        throw util::Error(file + " is not valid JSON at " + place_of(plain, error.byte) + ": " +
                          reason_of(error));
    } catch (const Json::exception& error) {
        throw util::Error(file + " cannot be read: " + reason_of(error));
    }
}

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
