#include "dokku/value_rule.hpp"

#include "util/contains.hpp"
#include "util/text.hpp"

namespace dokku {

ValueRule ValueRule::one_of(std::vector<std::string> words) {
    ValueRule rule;
    rule.words_ = std::move(words);
    return rule;
}

ValueRule ValueRule::number(std::int64_t lowest, std::int64_t highest, std::string unit) {
    ValueRule rule;
    rule.lowest_ = lowest;
    rule.highest_ = highest;
    rule.unit_ = std::move(unit);
    return rule;
}

bool ValueRule::accepts(const std::string& text) const {
    if (words_.empty()) return util::parse_number(text, lowest_, highest_).has_value();
    return util::contains(words_, text);
}

std::string ValueRule::describe() const {
    if (words_.empty())
        return "a whole number " + (unit_.empty() ? "" : "of " + unit_ + " ") + "from " +
               std::to_string(lowest_) + " to " + std::to_string(highest_);
    const std::vector<std::string> all_but_last(words_.begin(), words_.end() - 1);
    return util::join(all_but_last, ", ") + " or " + words_.back();
}

}
