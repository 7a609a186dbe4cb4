#include "dokku/scale.hpp"

#include "dokku/names.hpp"
#include "util/text.hpp"

namespace dokku {

namespace {

constexpr int largest_scale = 1000;

std::pair<std::string, int> parse_line(const std::string& line) {
    const auto equals = line.find('=');
    const std::string type = line.substr(0, equals);
    const auto count =
        equals == std::string::npos
            ? std::nullopt
            : util::parse_number(util::trim(std::string_view(line).substr(equals + 1)), 0, largest_scale);
    if (!is_process_type(type) || !count)
        throw util::Error("the scale of a process type is TYPE=COUNT, at most " +
                          std::to_string(largest_scale) + ", not " + util::shown(line, 80));
    return {type, static_cast<int>(*count)};
}

}

std::vector<std::pair<std::string, int>> parse_scale(const std::string& text) {
    std::vector<std::pair<std::string, int>> scale;
    for (const std::string& line : util::lines(text)) scale.push_back(parse_line(line));
    return scale;
}

}
