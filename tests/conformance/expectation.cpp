#include "expectation.hpp"

#include <re2/re2.h>

#include <algorithm>
#include <array>

namespace conformance {

namespace {

struct Placeholder {
    std::string_view name;
    std::string_view pattern;
};

constexpr std::array placeholders{
    Placeholder{"{id}", "[0-9a-f]{64}"},
    Placeholder{"{short-id}", "[0-9a-f]{12}"},
    Placeholder{"{ip}", "[0-9]+[.][0-9]+[.][0-9]+[.][0-9]+"},
    Placeholder{"{number}", "[0-9]+"},
    Placeholder{"{seconds}", "[0-9]+[.][0-9] s"},
    Placeholder{"{time}", "[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9:.]+(Z| [+]0000 UTC)?"},
    Placeholder{"{any}", "[^\\n]*"},
};

std::string pattern_of(const std::string& expected) {
    std::string pattern;
    for (std::size_t at = 0; at < expected.size();) {
        const auto* found = std::find_if(
            placeholders.begin(), placeholders.end(),
            [&](const Placeholder& each) { return expected.compare(at, each.name.size(), each.name) == 0; });
        if (found != placeholders.end()) {
            pattern += found->pattern;
            at += found->name.size();
            continue;
        }
        pattern += RE2::QuoteMeta(expected.substr(at++, 1));
    }
    return pattern;
}

}

bool matches(const std::string& expected, const std::string& text) {
    return expected == text || RE2::FullMatch(text, RE2(pattern_of(expected), RE2::Latin1));
}

}
