#include "diagnosis/phrase.hpp"

namespace diagnosis {

namespace {

/// A text without brackets.
std::optional<std::string> fill_plain(std::string_view text, const Values& values) {
    std::string filled;
    for (auto open = text.find('{'); open != std::string_view::npos; open = text.find('{')) {
        const auto close = text.find('}', open);
        if (close == std::string_view::npos) break;
        const auto value = values.find(text.substr(open + 1, close - open - 1));
        if (value == values.end() || value->second.empty()) return {};
        filled += text.substr(0, open);
        filled += value->second;
        text.remove_prefix(close + 1);
    }
    return filled += text;
}

}

std::optional<std::string> fill(std::string_view text, const Values& values) {
    std::string filled;
    while (!text.empty()) {
        const auto open = text.find('[');
        const auto close = text.find(']', open == std::string_view::npos ? 0 : open);
        const bool has_part = open != std::string_view::npos && close != std::string_view::npos;
        const auto before = fill_plain(text.substr(0, has_part ? open : text.size()), values);
        if (!before) return {};
        filled += *before;
        if (!has_part) break;
        filled += fill_plain(text.substr(open + 1, close - open - 1), values).value_or("");
        text.remove_prefix(close + 1);
    }
    return filled;
}

}
