#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace util {

/// Replaces the values of an app's config variables by $NAME in everything that
/// leaves the program: verdicts, log lines, records. Values shorter than six
/// characters, pure numbers, PORT and DYNO stay, or every output would be riddled.
class Redactor {
public:
    Redactor() = default;
    explicit Redactor(const std::map<std::string, std::string>& config);

    std::string operator()(std::string_view text) const;

private:
    struct Secret {
        std::string value;
        std::string name;
    };
    /// Longest value first, so that one that contains another is replaced whole.
    std::vector<Secret> secrets_;
};

}
