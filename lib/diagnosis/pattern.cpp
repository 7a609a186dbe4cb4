#include "diagnosis/pattern.hpp"

#include "util/error.hpp"

#include <re2/re2.h>

#include <vector>

namespace diagnosis {

namespace {

constexpr std::int64_t most_memory = 1 << 20;

RE2::Options options() {
    RE2::Options options;
    // Output is bytes, UTF-8 or not.
    options.set_encoding(RE2::Options::EncodingLatin1);
    options.set_log_errors(false);
    options.set_max_mem(most_memory);
    return options;
}

}

struct Pattern::Compiled {
    explicit Compiled(const std::string& text) : expression(text, options()) {}
    RE2 expression;
};

Pattern::Pattern(const std::string& expression) : compiled_(std::make_shared<Compiled>(expression)) {
    if (!compiled_->expression.ok()) throw util::Error(compiled_->expression.error());
}

std::optional<std::map<std::string, std::string>> Pattern::find_in(std::string_view line) const {
    const RE2& expression = compiled_->expression;
    std::vector<re2::StringPiece> parts(static_cast<std::size_t>(expression.NumberOfCapturingGroups()) + 1);
    const re2::StringPiece text(line.data(), line.size());
    if (!expression.Match(text, 0, text.size(), RE2::UNANCHORED, parts.data(),
                          static_cast<int>(parts.size())))
        return {};
    std::map<std::string, std::string> groups;
    for (const auto& [name, number] : expression.NamedCapturingGroups())
        if (const auto& part = parts[static_cast<std::size_t>(number)]; !part.empty())
            groups[name] = std::string(part.data(), part.size());
    return groups;
}

}
