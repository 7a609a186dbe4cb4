#include "deploy/verdict_block.hpp"

#include "util/paint.hpp"
#include "util/text.hpp"

#include <unistd.h>
#include <array>

namespace deploy {

namespace {

constexpr std::string_view alarm_prefix = " !     ";
constexpr std::string_view line_prefix = "       ";
constexpr std::array headings = {std::string_view("Cause:"), std::string_view("Fix:"),
                                 std::string_view("Does not help:")};

std::string in_colours(const std::string& line, bool is_first) {
    if (is_first) return util::painted(line, util::Paint::alarm);
    if (util::trim(line).starts_with("$ ")) return util::painted(line, util::Paint::command);
    for (const std::string_view heading : headings)
        if (line.starts_with(heading))
            return util::painted(heading, util::Paint::heading) + line.substr(heading.size());
    return line;
}

void show_in_colours(util::Log& log, const std::string& line, bool is_first, BlockLayout layout) {
    if (layout == BlockLayout::alone) return log.relay(in_colours(line, is_first));
    if (is_first || !log.is_quiet())
        log.relay(std::string(is_first ? alarm_prefix : line_prefix) + in_colours(line, is_first));
}

void show_plain(util::Log& log, const std::string& line, bool is_first, BlockLayout layout) {
    const std::string shown = line.empty() ? " " : line;
    if (layout == BlockLayout::alone) log.plain(shown);
    else if (is_first) log.exclaim(shown);
    else log.verbose(shown);
}

}

void show_block(util::Log& log, const std::vector<std::string>& lines, BlockLayout layout) {
    const auto show = util::takes_colours(STDOUT_FILENO) ? show_in_colours : show_plain;
    for (const std::string& line : lines) show(log, line, &line == &lines.front(), layout);
}

}
