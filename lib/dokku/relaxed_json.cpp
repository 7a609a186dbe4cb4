#include "dokku/relaxed_json.hpp"

#include "util/error.hpp"
#include "util/json.hpp"
#include "util/text.hpp"

#include <algorithm>

namespace dokku {

namespace {

using Json = nlohmann::json;

/// Blanks out what plain JSON does not have, so that what remains keeps its place.
class Plainer {
public:
    explicit Plainer(std::string text) : text_(std::move(text)) {}

    std::string run() {
        while (at_ < text_.size()) step();
        return std::move(text_);
    }

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
        ++at_;
    }

    std::string text_;
    std::size_t at_ = 0;
    std::size_t last_comma_ = std::string::npos;  ///< none, or only blanks since
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
    const std::string plain = Plainer(text).run();
    if (!util::is_shallow_json(plain)) throw util::Error(file + " is nested too deeply");
    try {
        return util::parse_json(plain);
    } catch (const Json::parse_error& error) {
        throw util::Error(file + " is not valid JSON at " + place_of(plain, error.byte) + ": " +
                          reason_of(error));
    } catch (const Json::exception& error) {
        throw util::Error(file + " cannot be read: " + reason_of(error));
    }
}

}
