#include "util/options.hpp"

#include "util/error.hpp"

#include <algorithm>

namespace util {

namespace {

const OptionRule& rule_for(const std::string& name, const std::vector<OptionRule>& rules) {
    const auto found = std::find_if(rules.begin(), rules.end(), [&](const OptionRule& rule) {
        return rule.name == name || rule.short_form == name;
    });
    if (found == rules.end()) throw Error("unknown option " + name);
    return *found;
}

bool is_option(const std::string& word) { return word.size() > 1 && word.starts_with('-'); }

}

std::string Options::value(const std::string& name, const std::string& otherwise) const {
    const std::vector<std::string> all = values(name);
    return all.empty() ? otherwise : all.back();
}

std::vector<std::string> Options::values(const std::string& name) const {
    std::vector<std::string> found;
    const auto [begin, end] = given.equal_range(name);
    for (auto each = begin; each != end; ++each) found.push_back(each->second);
    return found;
}

Options parse_options(const std::vector<std::string>& words, const std::vector<OptionRule>& rules,
                      OptionsEnd end) {
    Options options;
    for (std::size_t at = 0; at < words.size(); ++at) {
        const bool is_over = end == OptionsEnd::at_first_word && !options.rest.empty();
        if (is_over || !is_option(words[at])) {
            options.rest.push_back(words[at]);
            continue;
        }
        if (words[at] == "--") {
            options.rest.insert(options.rest.end(), words.begin() + static_cast<std::ptrdiff_t>(at) + 1,
                                words.end());
            break;
        }
        const std::size_t equals = words[at].find('=');
        const OptionRule& rule = rule_for(words[at].substr(0, equals), rules);
        if (rule.takes == OptionRule::Takes::nothing) options.given.emplace(rule.name, "");
        else if (equals != std::string::npos) options.given.emplace(rule.name, words[at].substr(equals + 1));
        else if (++at < words.size()) options.given.emplace(rule.name, words[at]);
        else throw Error("option " + rule.name + " needs a value");
    }
    return options;
}

}
