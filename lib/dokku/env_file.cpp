#include "dokku/config.hpp"

#include "util/error.hpp"
#include "util/text.hpp"

#include <algorithm>
#include <cctype>

namespace dokku {

namespace {

constexpr std::string_view blanks = " \t\r\v\f";

bool is_letter(char c, std::string_view also) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || also.find(c) != std::string_view::npos;
}

/// Reads one assignment after another, which may go over several lines.
class EnvReader {
public:
    explicit EnvReader(std::string_view text) : text_(text) {}

    Config read_all() {
        while (find_statement()) {
            const std::string name = read_name();
            skip(blanks);
            config_[name] = read_value();
        }
        return std::move(config_);
    }

private:
    [[noreturn]] void fail(const std::string& what, std::size_t at) const {
        const auto line =
            std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(at), '\n') + 1;
        throw util::Error("line " + std::to_string(line) + ": " + what);
    }

    bool at_end() const { return at_ >= text_.size(); }
    void skip(std::string_view characters) {
        at_ = std::min(text_.find_first_not_of(characters, at_), text_.size());
    }
    void skip_line() { at_ = std::min(text_.find('\n', at_), text_.size()); }

    bool find_statement() {
        for (;;) {
            skip(" \t\r\v\f\n");
            if (at_end() || text_[at_] != '#') return !at_end();
            skip_line();
        }
    }

    std::string read_name() {
        constexpr std::string_view keyword = "export";
        const std::size_t begin = at_;
        if (text_.substr(at_).starts_with(keyword) &&
            text_.find_first_of(blanks, at_) == at_ + keyword.size()) {
            at_ += keyword.size();
            skip(blanks);
        }
        const std::size_t name_begin = at_;
        while (!at_end() && is_letter(text_[at_], "_.")) ++at_;
        const std::size_t name_end = at_;
        skip(blanks);
        const bool assigns = !at_end() && (text_[at_] == '=' || text_[at_] == ':');
        if (name_begin == name_end || !assigns) fail("NAME=value is expected", begin);
        ++at_;
        return std::string(text_.substr(name_begin, name_end - name_begin));
    }

    std::string read_value() {
        if (at_end()) return {};
        if (text_[at_] == '\'') return read_single_quoted();
        if (text_[at_] == '"') return read_double_quoted();
        return read_bare();
    }

    /// A backslash keeps a quote from ending it, but stays.
    std::string read_single_quoted() {
        const std::size_t begin = at_;
        auto end = text_.find('\'', begin + 1);
        while (end != std::string_view::npos && text_[end - 1] == '\\') end = text_.find('\'', end + 1);
        if (end == std::string_view::npos) fail("the quote is not closed", begin);
        at_ = end + 1;
        return std::string(text_.substr(begin + 1, end - begin - 1));
    }

    std::string read_double_quoted() {
        const std::size_t begin = at_++;
        std::string value;
        while (!at_end() && text_[at_] != '"') {
            if (text_[at_] == '$') value += read_reference();
            else if (text_[at_] == '\\' && at_ + 1 < text_.size()) value += read_escape();
            else value += text_[at_++];
        }
        if (at_end()) fail("the quote is not closed", begin);
        ++at_;
        return value;
    }

    char read_escape() {
        const char c = text_[at_ + 1];
        at_ += 2;
        if (c == 'n') return '\n';
        return c == 'r' ? '\r' : c;
    }

    /// $NAME and ${NAME} of lines above; an unknown one is empty. $(...) stays.
    std::string read_reference() {
        const std::size_t begin = at_++;
        const bool braced = !at_end() && text_[at_] == '{';
        if (braced) ++at_;
        const std::size_t name_begin = at_;
        while (!at_end() && is_letter(text_[at_], "_")) ++at_;
        const std::string name(text_.substr(name_begin, at_ - name_begin));
        if (braced && !at_end() && text_[at_] == '}') ++at_;
        if (name.empty()) return std::string(text_.substr(begin, at_ - begin));
        const auto found = config_.find(name);
        return found == config_.end() ? "" : found->second;
    }

    /// To the end of the line or a comment.
    std::string read_bare() {
        const std::size_t begin = at_;
        skip_line();
        std::string_view line = text_.substr(begin, at_ - begin);
        for (auto hash = line.find('#'); hash != std::string_view::npos; hash = line.find('#', hash + 1))
            if (hash == 0 || blanks.find(line[hash - 1]) != std::string_view::npos)
                line = line.substr(0, hash);
        const std::size_t end = at_;
        at_ = begin;
        std::string value;
        const std::size_t stop = begin + util::trim(line).size();
        while (at_ < stop) value += text_[at_] == '$' ? read_reference() : std::string(1, text_[at_++]);
        at_ = end;
        return value;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    Config config_;
};

std::string escaped(const std::string& value) {
    std::string result;
    for (const char c : value) {
        if (c == '\n') result += "\\n";
        else if (c == '\r') result += "\\r";
        else if (std::string_view("\\\"!$`").find(c) != std::string_view::npos)
            result += std::string("\\") + c;
        else result += c;
    }
    return result;
}

/// Only what reads back the same: the config plugin would make 7 of 007.
bool is_plain_number(const std::string& value) {
    const auto number = util::parse_number(value, INT64_MIN, INT64_MAX);
    return number && std::to_string(*number) == value;
}

}

Config parse_env_file(const std::string& text) { return EnvReader(text).read_all(); }

std::string format_env_file(const Config& config) {
    std::string text;
    for (const auto& [name, value] : config)
        text += name + "=" + (is_plain_number(value) ? value : "\"" + escaped(value) + "\"") + "\n";
    return text;
}

}
