#pragma once

#include "util/error.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace hooks {

/// A call that its trigger's usage does not allow. The message says what is wrong: "APP is missing".
class BadArguments : public util::Error {
public:
    using util::Error::Error;
};

/// A trigger's name and its arguments; one that is absent reads as empty.
class Arguments {
public:
    Arguments(std::string trigger, std::vector<std::string> words)
        : trigger_(std::move(trigger)), words_(std::move(words)) {}

    const std::string& trigger() const { return trigger_; }
    std::size_t size() const { return words_.size(); }
    std::string operator[](std::size_t index) const { return index < words_.size() ? words_[index] : ""; }
    /// Those from `first` on.
    std::vector<std::string> from(std::size_t first) const {
        return {words_.begin() + static_cast<std::ptrdiff_t>(std::min(first, words_.size())), words_.end()};
    }

private:
    std::string trigger_;
    std::vector<std::string> words_;
};

}
