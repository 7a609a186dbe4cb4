#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace diagnosis {

/// A regular expression that takes time linear in the text, whatever both are:
/// expressions come from operators, texts from apps.
class Pattern {
public:
    /// Throws util::Error that says what is wrong with the expression.
    explicit Pattern(const std::string& expression);

    /// What its named groups took, those that took something; nothing when no
    /// part of the line matches.
    std::optional<std::map<std::string, std::string>> find_in(std::string_view line) const;

private:
    struct Compiled;
    std::shared_ptr<const Compiled> compiled_;
};

}
