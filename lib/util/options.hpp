#pragma once

#include <map>
#include <string>
#include <vector>

namespace util {

/// One option of a command: "--tail" with the short form "-t".
struct OptionRule {
    enum class Takes { nothing, value };
    std::string name;
    std::string short_form{};
    Takes takes = Takes::nothing;
};

/// Where the options of a command line end.
enum class OptionsEnd { anywhere, at_first_word };

/// A command line taken apart: --flag, --key=value, --key value, and the rest.
struct Options {
    std::multimap<std::string, std::string> given{};  ///< by long name; a flag's value is empty
    std::vector<std::string> rest{};

    bool has(const std::string& name) const { return given.count(name) != 0; }
    /// The last one given.
    std::string value(const std::string& name, const std::string& otherwise) const;
    std::vector<std::string> values(const std::string& name) const;
};

/// "--" ends the options. With at_first_word what follows the first other word
/// belongs to it. Throws util::Error for an option that is not in `rules`.
Options parse_options(const std::vector<std::string>& words, const std::vector<OptionRule>& rules,
                      OptionsEnd end = OptionsEnd::anywhere);

}
