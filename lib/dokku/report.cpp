#include "dokku/report.hpp"

#include "util/error.hpp"
#include "util/json.hpp"
#include "util/text.hpp"

#include <algorithm>
#include <cctype>
#include <optional>

namespace dokku {

namespace {

constexpr std::size_t narrowest_label = 31;
constexpr std::string_view dashes = "--";

/// What a report was asked for besides its subject.
struct Options {
    std::optional<std::string> flag{};
    bool json = false;
};

[[noreturn]] void refuse(const std::vector<ReportLine>& lines) {
    std::vector<std::string> flags;
    for (const ReportLine& line : lines) flags.push_back(line.flag);
    throw util::Error("Invalid flag passed, valid flags: " + util::join(flags, ", "));
}

bool is_flag_of(const std::vector<ReportLine>& lines, const std::string& word) {
    return std::any_of(lines.begin(), lines.end(), [&](const ReportLine& line) { return line.flag == word; });
}

/// "--format json" in one word or two; what stands behind it otherwise.
std::optional<std::string> format_of(const std::vector<std::string>& words, std::size_t& at) {
    constexpr std::string_view format = "--format";
    if (words[at].starts_with("--format=")) return words[at].substr(format.size() + 1);
    if (words[at] != format) return {};
    return ++at < words.size() ? words[at] : "";
}

Options read_options(const std::vector<std::string>& words, const ReportSubject& subject,
                     const std::vector<ReportLine>& lines) {
    Options options;
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (const auto format = format_of(words, at)) {
            if (*format != "json" && *format != "stdout")
                throw util::Error("Invalid format specified, valid formats: json, stdout");
            options.json = *format == "json";
            continue;
        }
        if (!is_flag_of(lines, words[at])) refuse(lines);
        if (options.flag) throw util::Error(subject.plugin + ":report command allows only a single flag");
        options.flag = words[at];
    }
    if (options.json && options.flag) throw util::Error("--format json cannot be combined with a flag");
    return options;
}

/// "--ps-restart-policy" reads "Ps restart policy:".
std::string label_of(const std::string& flag) {
    std::string label = util::replace_all(flag.substr(dashes.size()), "-", " ");
    label[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(label[0])));
    return label + ":";
}

std::string as_json(const std::string& plugin, const std::vector<ReportLine>& lines) {
    nlohmann::json document = nlohmann::json::object();
    const std::string prefix = "--" + plugin + "-";
    for (const ReportLine& line : lines)
        document[line.flag.substr(line.flag.starts_with(prefix) ? prefix.size() : dashes.size())] =
            line.value;
    return util::json_text(document);
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
                  const std::vector<std::string>& words) {
    std::sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) { return a.flag < b.flag; });
    const Options options = read_options(words, subject, lines);
    if (options.json) return log.plain(as_json(subject.plugin, lines));
    if (!options.flag) return print_table(log, subject, lines);
    for (const ReportLine& line : lines)
        if (line.flag == *options.flag) log.raw(line.value + "\n");
}

}
