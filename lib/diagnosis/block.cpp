#include "diagnosis/diagnosis.hpp"
#include "health/http_probe.hpp"
#include "util/text.hpp"
#include "util/wrap.hpp"

#include <algorithm>

namespace diagnosis {

namespace {

constexpr std::size_t longest_output_line = 400;

/// Access logs of the check itself would leave no room for anything else.
std::vector<std::string> without_own_requests(const std::string& output) {
    std::vector<std::string> lines = util::lines(output);
    std::erase_if(lines,
                  [](const std::string& line) { return line.find(health::user_agent) != std::string::npos; });
    return lines;
}

std::string shown_line(const std::string& line) {
    return util::shown(util::replace_all(line, "\t", "    "), longest_output_line);
}

/// Lines are added under a heading; text and commands in their own margins. A
/// command stays whole, for it is pasted, and git puts a prefix before every line.
class Block {
public:
    void add(std::string_view text, const util::Margins& margins) { append(util::wrap(text, margins)); }

    void add_section(const std::string& heading, const std::vector<std::string>& texts) {
        const util::Margins plain{"  ", "  "};
        for (const std::string& text : texts) {
            const bool is_first = &text == &texts.front();
            if (text.starts_with(command_mark)) lines_.push_back((is_first ? heading : "    ") + text);
            else add((is_first ? heading : "") + text, is_first ? util::Margins{"", "  "} : plain);
        }
    }

    void add_output(const std::string& output, std::size_t most) {
        const auto all = without_own_requests(output);
        const std::size_t count = std::min(all.size(), most);
        if (count == 0) return;
        lines_.emplace_back(count == 1 ? "Last line of output:"
                                       : "Last " + std::to_string(count) + " lines of output:");
        for (std::size_t i = all.size() - count; i < all.size(); ++i)
            append(util::fold(shown_line(all[i]), "  | "));
    }

    std::vector<std::string> take() { return std::move(lines_); }

private:
    void append(const std::vector<std::string>& lines) {
        lines_.insert(lines_.end(), lines.begin(), lines.end());
    }

    std::vector<std::string> lines_;
};

}

std::vector<std::string> to_lines(const Case& failure, const Diagnosis& diagnosis) {
    Block block;
    block.add(diagnosis.headline + " [" + std::string(health::to_string(diagnosis.code)) + "]", {"", "  "});
    for (const std::string& fact : diagnosis.evidence) block.add(fact, {"  ", "    "});
    block.add_output(failure.last_output, failure.output_lines);
    if (!diagnosis.cause.empty()) block.add_section("Cause: ", {diagnosis.cause});
    block.add_section("Fix: ", diagnosis.fix);
    block.add_section("Does not help: ", diagnosis.avoid);
    return block.take();
}

}
