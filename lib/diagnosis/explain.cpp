#include "diagnosis/advice.hpp"
#include "diagnosis/evidence.hpp"
#include "diagnosis/headline.hpp"
#include "util/text.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace diagnosis {

namespace {

/// Commands of Dokku's own plugins, which another host does not have.
constexpr std::array only_on_dokku = {" network:report", " resource:", " storage:"};

bool is_to_be_had(std::string_view phrase, const Values& values) {
    return values.at("cli") == "dokku" ||
           std::none_of(only_on_dokku.begin(), only_on_dokku.end(), [phrase](const char* command) {
               return phrase.find(command) != std::string_view::npos;
           });
}

/// Whether a shell takes it as one word, and as nothing else.
bool is_plain(const std::string& value) {
    return std::all_of(value.begin(), value.end(), [](unsigned char c) {
        return std::isalnum(c) != 0 ||
               std::string_view("_./:@%+-").find(static_cast<char>(c)) != std::string_view::npos;
    });
}

/// Without what an app wrote and a shell would take for more than a word.
Values values_to_paste(const Facts& facts) {
    Values values = facts.values;
    if (!facts.sighting) return values;
    for (const auto& [name, value] : facts.sighting->found)
        if (!is_plain(value)) values.erase(name);
    return values;
}

/// The lines whose values are all known. A command that is left out takes the
/// line along that announces it.
std::vector<std::string> filled_lines(std::string_view phrases, const Facts& facts) {
    std::vector<std::string> lines;
    const Values to_paste = values_to_paste(facts);
    for (const std::string& phrase : util::lines(phrases)) {
        const Values& values = phrase.starts_with(command_mark) ? to_paste : facts.values;
        auto line = is_to_be_had(phrase, values) ? fill(phrase, values) : std::nullopt;
        if (line) lines.push_back(std::move(*line));
        else if (phrase.starts_with(command_mark) && !lines.empty() && lines.back().ends_with(':'))
            lines.pop_back();
    }
    return lines;
}

}

Diagnosis explain(const Case& failure, const Signatures& signatures) {
    const Facts facts = make_facts(failure, signatures);
    const Advice words = advice(facts);
    return {.code = facts.code,
            .headline = headline(facts),
            .evidence = evidence_lines(facts),
            .cause = fill(words.cause, facts.values).value_or(""),
            .fix = filled_lines(words.fix, facts),
            .avoid = filled_lines(words.avoid, facts)};
}

}
