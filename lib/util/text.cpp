#include "util/text.hpp"

#include "util/error.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

namespace util {

namespace {

constexpr std::string_view blanks = " \t\r\n\v\f";

bool is_plain(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 ||
           std::string_view("_-./:=@%+,").find(c) != std::string_view::npos;
}

std::string quoted(const std::string& word) {
    if (!word.empty() && std::all_of(word.begin(), word.end(), is_plain)) return word;
    const bool reads_better_in_double_quotes =
        word.find('\'') != std::string::npos && word.find_first_of("\"$`\\!") == std::string::npos;
    if (reads_better_in_double_quotes) return '"' + word + '"';
    return "'" + replace_all(word, "'", "'\\''") + "'";
}

/// The length of the well-formed UTF-8 character at the head of `text`, or 0.
std::size_t utf8_length(std::string_view text) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
    const unsigned char head = byte(0);
    std::size_t length = 0;
    std::uint32_t code = 0;
    if (head < 0x80) return 1;
    if (head >= 0xC2 && head < 0xE0) {
        length = 2;
        code = head & 0x1FU;
    } else if (head >= 0xE0 && head < 0xF0) {
        length = 3;
        code = head & 0x0FU;
    } else if (head >= 0xF0 && head < 0xF5) {
        length = 4;
        code = head & 0x07U;
    }
    if (length == 0 || text.size() < length) return 0;
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) return 0;
        code = (code << 6U) | (byte(i) & 0x3FU);
    }
    const std::array<std::uint32_t, 5> lowest = {0, 0, 0x80, 0x800, 0x10000};
    if (code < lowest.at(length) || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return 0;
    return length;
}

/// C1 controls and the characters that reorder what is read after them.
bool is_hidden_control(std::string_view character) {
    if (character.size() == 2)
        return character[0] == '\xC2' && static_cast<unsigned char>(character[1]) < 0xA0;
    if (character.size() != 3) return false;
    const std::string_view prefix = character.substr(0, 2);
    const auto last = static_cast<unsigned char>(character[2]);
    if (prefix == "\xE2\x80") return last == 0x8E || last == 0x8F || (last >= 0xA8 && last <= 0xAE);
    return prefix == "\xE2\x81" && last >= 0xA6 && last <= 0xA9;
}

std::string escaped(std::string_view bytes) {
    if (bytes == "\r") return "\\r";
    if (bytes == "\n") return "\\n";
    std::string text;
    for (const char c : bytes) {
        std::array<char, 5> buffer{};
        std::snprintf(buffer.data(), buffer.size(), "\\x%02x", static_cast<unsigned char>(c));
        text += buffer.data();
    }
    return text;
}

/// Reads one word after another; see split_words.
class WordReader {
public:
    explicit WordReader(std::string_view text) : text_(text) {}

    std::vector<std::string> read_all() {
        while (at_ < text_.size()) step();
        finish_word();
        return std::move(words_);
    }

private:
    void step() {
        const char c = text_[at_++];
        if (c == '\'' || c == '"') read_quoted(c);
        else if (c == '\\' && at_ < text_.size()) append(text_[at_++]);
        else if (blanks.find(c) != std::string_view::npos) finish_word();
        else append(c);
    }

    void read_quoted(char quote) {
        const auto end = text_.find_first_of(std::string{quote, '\n'}, at_);
        if (end == std::string_view::npos || text_[end] == '\n')
            throw Error("unmatched " + std::string(quote == '"' ? "double" : "single") +
                        " quote in: " + shown(text_, 200));
        word_ += text_.substr(at_, end - at_);
        in_word_ = true;
        at_ = end + 1;
    }

    void append(char c) {
        word_ += c;
        in_word_ = true;
    }

    void finish_word() {
        if (in_word_) words_.push_back(std::move(word_));
        word_.clear();
        in_word_ = false;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::string word_;
    bool in_word_ = false;
    std::vector<std::string> words_;
};

}

std::string_view trim(std::string_view text) {
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    if (text.empty()) return parts;
    std::size_t from = 0;
    for (auto at = text.find(separator); at != std::string_view::npos; at = text.find(separator, from)) {
        parts.emplace_back(text.substr(from, at - from));
        from = at + 1;
    }
    parts.emplace_back(text.substr(from));
    return parts;
}

std::vector<std::string> lines(std::string_view text) {
    std::vector<std::string> result;
    for (std::string& line : split(text, '\n')) {
        if (line.ends_with('\r')) line.pop_back();
        if (!line.empty()) result.push_back(std::move(line));
    }
    return result;
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
    std::string text;
    for (const std::string& part : parts) {
        if (&part != &parts.front()) text += separator;
        text += part;
    }
    return text;
}

std::string to_lower(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return lower;
}

std::string replace_all(std::string text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

std::vector<std::string> split_words(std::string_view text) { return WordReader(text).read_all(); }

std::string shell_command(const std::vector<std::string>& words) {
    std::vector<std::string> parts(words.size());
    std::transform(words.begin(), words.end(), parts.begin(), quoted);
    return join(parts, " ");
}

std::optional<std::int64_t> parse_number(std::string_view text, std::int64_t lowest, std::int64_t highest) {
    std::int64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || stopped != end || number < lowest || number > highest) return {};
    return number;
}

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        const std::size_t length = utf8_length(text);
        if (length == 0) return false;
        text.remove_prefix(length);
    }
    return true;
}

std::string printable(std::string_view text, Lines mode) {
    std::string result;
    while (!text.empty()) {
        const std::size_t length = utf8_length(text);
        const std::string_view character = text.substr(0, std::max<std::size_t>(length, 1));
        const auto head = static_cast<unsigned char>(text[0]);
        const bool kept_blank = mode == Lines::keep && (head == '\n' || head == '\t');
        const bool control = head < 0x20 || head == 0x7F || is_hidden_control(character);
        if (kept_blank || (length > 0 && !control)) result += character;
        else result += escaped(character);
        text.remove_prefix(character.size());
    }
    return result;
}

std::string shortened(std::string_view text, std::size_t limit) {
    if (text.size() <= limit) return std::string(text);
    std::size_t end = limit;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return std::string(text.substr(0, end)) + "...";
}

std::string shown(std::string_view text, std::size_t limit) { return printable(shortened(text, limit)); }

std::string counted(std::size_t number, std::string_view noun) {
    return std::to_string(number) + " " + std::string(noun) + (number == 1 ? "" : "s");
}

}
