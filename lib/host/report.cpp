#include "host/report.hpp"

#include "host/options.hpp"
#include "util/error.hpp"
#include "util/text.hpp"

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>

namespace host {

namespace {

constexpr std::size_t narrowest_label = 31;

/// "--ps-restart-policy" reads "Ps restart policy:".
std::string label_of(const std::string& flag) {
    std::string label = util::replace_all(flag.substr(2), "-", " ");
    label[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(label[0])));
    return label + ":";
}

/// The keys are the flags without "--" and the name of the plugin.
std::string as_json(const std::vector<ReportLine>& lines) {
    nlohmann::json document = nlohmann::json::object();
    for (const ReportLine& line : lines) document[line.flag.substr(line.flag.find('-', 2) + 1)] = line.value;
    return document.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::vector<OptionRule> rules_for(const std::vector<ReportLine>& lines) {
    std::vector<OptionRule> rules{{"--format", "", OptionRule::Takes::value}};
    for (const ReportLine& line : lines) rules.push_back({line.flag});
    return rules;
}

}

void print_report(util::Log& log, const std::string& title, const std::vector<ReportLine>& lines,
                  const Words& words) {
    const Options options = parse_options(words, rules_for(lines));
    if (options.value("--format", "stdout") == "json") return log.plain(as_json(lines));
    std::size_t width = narrowest_label;
    for (const ReportLine& line : lines) width = std::max(width, line.flag.size());
    if (options.given.empty()) log.title(title);
    for (const ReportLine& line : lines) {
        const std::string label = label_of(line.flag);
        if (options.has(line.flag)) log.plain(line.value);
        else if (options.given.empty())
            log.verbose(label + std::string(width + 1 - std::min(width, label.size()), ' ') + line.value);
    }
}

}
