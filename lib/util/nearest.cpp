#include "util/nearest.hpp"

#include "util/text.hpp"

#include <algorithm>
#include <numeric>

namespace util {

namespace {

constexpr std::size_t longest_word = 64;

/// How many characters have to be put in, taken out or replaced.
std::size_t distance(std::string_view from, std::string_view to) {
    std::vector<std::size_t> row(to.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= from.size(); ++i) {
        std::size_t diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= to.size(); ++j) {
            const std::size_t replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
        }
    }
    return row.back();
}

}

std::string nearest(std::string_view word, const std::vector<std::string>& candidates) {
    if (word.size() > longest_word) return {};
    std::string best;
    std::size_t best_distance = word.size() / 3 + 2;
    for (const std::string& candidate : candidates) {
        const std::size_t found = distance(to_lower(word), to_lower(candidate));
        if (found >= best_distance || found >= candidate.size()) continue;
        best_distance = found;
        best = candidate;
    }
    return best;
}

}
