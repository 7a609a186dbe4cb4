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
std::string as_json(const std::string& plugin, const std::vector<ReportLine>& lines) {
    nlohmann::json document = nlohmann::json::object();
    const std::string prefix = "--" + plugin + "-";
    for (const ReportLine& line : lines)
        document[line.flag.substr(line.flag.starts_with(prefix) ? prefix.size() : 2)] = line.value;
    return document.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::vector<OptionRule> rules_for(const std::vector<ReportLine>& lines) {
    std::vector<OptionRule> rules{{"--format", "", OptionRule::Takes::value}};
    for (const ReportLine& line : lines) rules.push_back({line.flag});
    return rules;
}

void print_table(util::Log& log, const ReportSubject& subject, const std::vector<ReportLine>& lines) {
    log.title(subject.app + " " + util::replace_all(subject.plugin, "-", " ") + " information");
    std::size_t width = narrowest_label;
    for (const ReportLine& line : lines) width = std::max(width, line.flag.size());
    for (const ReportLine& line : lines) {
        std::string label = label_of(line.flag);
        label.resize(std::max(width, label.size()), ' ');
        log.verbose(label + " " + line.value);
    }
}

}

void print_report(util::Log& log, const ReportSubject& subject, std::vector<ReportLine> lines,
                  const Words& words) {
    std::sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) { return a.flag < b.flag; });
    const Options options = parse_options(words, rules_for(lines));
    if (options.value("--format", "stdout") == "json") return log.plain(as_json(subject.plugin, lines));
    if (options.given.empty()) return print_table(log, subject, lines);
    for (const ReportLine& line : lines)
        if (options.has(line.flag)) log.plain(line.value);
}

}
