#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace dokku {

/// What the text of a setting may be: one of some words, or a whole number.
class ValueRule {
public:
    static ValueRule one_of(std::vector<std::string> words);
    static ValueRule boolean() { return one_of({"true", "false"}); }
    /// `unit` is for people: "seconds".
    static ValueRule number(std::int64_t lowest, std::int64_t highest, std::string unit = {});

    bool accepts(const std::string& text) const;
    /// "http, tls or tcp"; "a whole number of seconds from 0 to 900".
    std::string describe() const;
    /// Those that it may be one of; none for a number.
    const std::vector<std::string>& words() const { return words_; }

private:
    std::vector<std::string> words_{};
    std::int64_t lowest_ = 0;
    std::int64_t highest_ = 0;
    std::string unit_{};
};

}
