#include "util/wrap.hpp"

#include "util/text.hpp"

#include <algorithm>

namespace util {

namespace {

/// Characters of UTF-8, taken as a column each.
std::size_t columns(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// Where text may be cut at or before `at`, so that \r and \x0d stay whole.
std::size_t before_escape(std::string_view text, std::size_t at) {
    const auto backslash = text.rfind('\\', at - 1);
    if (backslash == std::string_view::npos || backslash == 0) return at;
    const std::size_t length = text.substr(backslash + 1).starts_with('x') ? 4 : 2;
    return backslash + length > at ? backslash : at;
}

/// The bytes that the first `count` columns take, one at least.
std::size_t bytes_of(std::string_view text, std::size_t count) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool begins = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
        if (begins && count-- == 0) return before_escape(text, at);
    }
    return text.size();
}

class Wrapper {
public:
    explicit Wrapper(const Margins& margins) : margins_(margins), line_(margins.first) {}

    void add(std::string word) {
        if (!is_empty_ && columns(line_) + 1 + columns(word) > line_width) finish_line();
        while (columns(line_) + columns(word) > line_width) {
            const std::size_t bytes = bytes_of(word, line_width - columns(line_));
            line_ += word.substr(0, bytes);
            word.erase(0, bytes);
            finish_line();
        }
        line_ += (is_empty_ ? "" : " ") + word;
        is_empty_ = false;
    }

    std::vector<std::string> take_lines() {
        if (!is_empty_) finish_line();
        return std::move(lines_);
    }

private:
    void finish_line() {
        lines_.push_back(line_);
        line_ = margins_.further;
        is_empty_ = true;
    }

    const Margins& margins_;
    std::string line_;
    bool is_empty_ = true;
    std::vector<std::string> lines_;
};

}

std::vector<std::string> wrap(std::string_view text, const Margins& margins) {
    Wrapper wrapper(margins);
    for (std::string& word : split(text, ' '))
        if (!word.empty()) wrapper.add(std::move(word));
    return wrapper.take_lines();
}

std::string wrapped(std::string_view text) { return join(wrap(text, {"", "  "}), "\n"); }

std::vector<std::string> fold(std::string_view line, const std::string& margin) {
    std::vector<std::string> lines;
    const std::size_t width = line_width - columns(margin);
    while (!line.empty()) {
        std::size_t bytes = bytes_of(line, width);
        const auto blank = line.substr(0, bytes).rfind(' ');
        const bool is_broken = bytes < line.size();
        if (is_broken && blank != std::string_view::npos && blank > bytes / 2) bytes = blank + 1;
        lines.push_back(margin + std::string(line.substr(0, bytes)));
        line.remove_prefix(bytes);
    }
    return lines;
}

}
