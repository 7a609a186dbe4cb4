#include "util/paint.hpp"

#include "util/terminal.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace util {

namespace {

constexpr std::string_view sequence_begin = "\x1b[";
constexpr char sequence_end = 'm';
constexpr std::string_view parameters = "0123456789;";
constexpr std::array colours = {"1;31", "1", "36"};  // red, bold, cyan: in the order of Paint

bool is_set(const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr && *value != '\0';
}

}

bool takes_colours(int descriptor) {
    const char* terminal = std::getenv("TERM");
    const bool is_dumb = terminal != nullptr && std::string_view(terminal) == "dumb";
    return is_terminal(descriptor) && !is_dumb && !is_set("NO_COLOR");
}

std::string painted(std::string_view text, Paint paint) {
    const std::string begin =
        std::string(sequence_begin) + colours.at(static_cast<std::size_t>(paint)) + sequence_end;
    return begin + std::string(text) + std::string(sequence_begin) + "0" + sequence_end;
}

std::string without_colours(std::string_view text) {
    std::string plain;
    for (auto begin = text.find(sequence_begin); begin != std::string_view::npos;
         begin = text.find(sequence_begin)) {
        const auto end = text.find_first_not_of(parameters, begin + sequence_begin.size());
        const bool is_whole = end != std::string_view::npos && text[end] == sequence_end;
        plain += text.substr(0, is_whole ? begin : begin + sequence_begin.size());
        text.remove_prefix(is_whole ? end + 1 : begin + sequence_begin.size());
    }
    return plain += text;
}

}
