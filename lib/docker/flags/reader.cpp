#include "docker/flags/reader.hpp"

#include "docker/flags/value.hpp"

#include <algorithm>

namespace docker::flags {

namespace {

class Reader {
public:
    Reader(std::span<const Flag> table, const std::vector<std::string>& arguments)
        : table_(table), arguments_(arguments) {}

    Reading read() {
        while (at_ < arguments_.size()) {
            const std::string& argument = arguments_[at_++];
            if (argument == "--") return finish();
            if (argument.starts_with("--")) read_long(argument);
            else if (argument.starts_with('-') && argument.size() > 1) read_short(argument);
            else problem(argument, "is no flag");
        }
        return std::move(reading_);
    }

private:
    Reading finish() {
        while (at_ < arguments_.size()) problem(arguments_[at_++], "is no flag");
        return std::move(reading_);
    }

    void read_long(const std::string& argument) {
        const Pair parts = cut(argument.substr(2), '=');
        const auto flag = std::find_if(table_.begin(), table_.end(),
                                       [&](const Flag& candidate) { return candidate.name == parts.key; });
        if (flag == table_.end()) return unknown(argument, parts.has_value);
        if (parts.has_value) return add(*flag, parts.value, argument);
        if (flag->takes == Takes::switch_value) return add(*flag, "true", argument);
        add_with_next(*flag, argument);
    }

    /// Switches may stand together before the last letter, which may take a value.
    void read_short(const std::string& argument) {
        for (std::size_t i = 1; i < argument.size(); ++i) {
            const std::string rest = argument.substr(i + 1);
            const auto flag = std::find_if(table_.begin(), table_.end(), [&](const Flag& candidate) {
                return candidate.letter == argument[i];
            });
            if (flag == table_.end()) return unknown(argument, !rest.empty());
            if (rest.size() > 1 && rest[0] == '=') return add(*flag, rest.substr(1), argument);
            if (flag->takes == Takes::switch_value) {
                add(*flag, "true", argument);
                continue;
            }
            if (rest.empty()) return add_with_next(*flag, argument);
            return add(*flag, rest, argument);
        }
    }

    void add_with_next(const Flag& flag, const std::string& argument) {
        if (at_ == arguments_.size()) return problem(argument, "needs a value");
        const std::string& value = arguments_[at_++];
        add(flag, value, argument + " " + value);
    }

    void add(const Flag& flag, const std::string& value, const std::string& written) {
        reading_.given.push_back({&flag, value, written});
    }

    /// What follows an unknown flag is most likely its value, not a mistake of its own.
    void unknown(const std::string& argument, bool has_value) {
        problem(argument, "is not known");
        if (!has_value && at_ < arguments_.size() && !arguments_[at_].starts_with('-')) ++at_;
    }

    void problem(const std::string& argument, const std::string& what) {
        reading_.problems.push_back(argument + " " + what);
    }

    std::span<const Flag> table_;
    const std::vector<std::string>& arguments_;
    std::size_t at_ = 0;
    Reading reading_;
};

}

Reading read_flags(std::span<const Flag> table, const std::vector<std::string>& arguments) {
    return Reader(table, arguments).read();
}

}
