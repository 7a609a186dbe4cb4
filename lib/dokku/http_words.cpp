#include "dokku/http_words.hpp"

#include "util/text.hpp"

#include <algorithm>
#include <cctype>

namespace dokku {

namespace {

constexpr std::size_t longest = 4096;

bool is_visible(std::string_view text) {
    return text.size() <= longest &&
           std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

}

bool is_request_target(std::string_view text) { return text.starts_with('/') && is_visible(text); }

bool is_header_name(std::string_view text) {
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return !text.empty() && text.size() <= longest &&
           std::all_of(text.begin(), text.end(), [&](unsigned char c) {
               return std::isalnum(c) != 0 || marks.find(static_cast<char>(c)) != std::string_view::npos;
           });
}

std::string canonical_header_name(std::string_view name) {
    std::string result = util::to_lower(name);
    bool begins_word = true;
    for (char& c : result) {
        if (begins_word) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        begins_word = c == '-';
    }
    return result;
}

bool is_header_value(std::string_view text) {
    return text.size() <= longest && std::all_of(text.begin(), text.end(), [](unsigned char c) {
               return (c >= 0x20 && c != 0x7F) || c == '\t';
           });
}

bool is_http_url(std::string_view text) {
    for (const std::string_view scheme : {"http://", "https://"})
        if (text.starts_with(scheme) && text.size() > scheme.size()) return is_visible(text);
    return false;
}

}
