#include "host/procfile.hpp"

#include "util/text.hpp"

#include <cctype>

namespace host {

namespace {

bool is_type_character(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '_';
}

bool is_name_character(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

bool is_process_type(std::string_view text) {
    for (const char c : text)
        if (!is_type_character(c)) return false;
    return !text.empty();
}

/// The variable named behind a '$', and how many characters name it.
struct Reference {
    std::string name;
    std::size_t length = 0;
};

Reference reference_at(std::string_view text) {
    const bool braced = text.starts_with("{");
    std::size_t end = braced ? 1 : 0;
    const std::size_t begin = end;
    while (end < text.size() && is_name_character(text[end])) ++end;
    if (braced && (end == text.size() || text[end] != '}')) return {};
    return {std::string(text.substr(begin, end - begin)), braced ? end + 1 : end};
}

}

Procfile parse_procfile(const std::string& text) {
    Procfile procfile;
    for (const std::string& line : util::lines(text)) {
        const std::size_t colon = line.find(':');
        if (colon == std::string::npos || line.starts_with('#')) continue;
        const std::string_view command = util::trim(std::string_view(line).substr(colon + 1));
        const std::string_view type = util::trim(std::string_view(line).substr(0, colon));
        if (is_process_type(type) && !command.empty()) procfile.emplace(type, command);
    }
    return procfile;
}

std::string expand_variables(const std::string& text, const std::map<std::string, std::string>& variables) {
    std::string expanded;
    for (std::size_t at = 0; at < text.size();) {
        const Reference reference =
            text[at] == '$' ? reference_at(std::string_view(text).substr(at + 1)) : Reference{};
        const auto variable = variables.find(reference.name);
        if (variable == variables.end()) {
            expanded += text[at++];
        } else {
            expanded += variable->second;
            at += 1 + reference.length;
        }
    }
    return expanded;
}

}
