#include "diagnosis/advice.hpp"
#include "diagnosis/evidence.hpp"
#include "diagnosis/headline.hpp"
#include "util/text.hpp"

#include <algorithm>
#include <array>

namespace diagnosis {

namespace {

constexpr std::string_view command_mark = "$ ";

/// Commands of Dokku's own plugins, which another host does not have.
constexpr std::array only_on_dokku = {" docker-options:", " network:", " ps:rebuild",
                                      " resource:", " storage:"};

bool is_to_be_had(std::string_view phrase, const Values& values) {
    return values.at("cli") == "dokku" ||
           std::none_of(only_on_dokku.begin(), only_on_dokku.end(), [phrase](const char* command) {
               return phrase.find(command) != std::string_view::npos;
           });
}

/// The lines whose values are all known. A command that is left out takes the
/// line along that announces it.
std::vector<std::string> filled_lines(std::string_view phrases, const Values& values) {
    std::vector<std::string> lines;
    for (const std::string& phrase : util::lines(phrases)) {
        auto line = is_to_be_had(phrase, values) ? fill(phrase, values) : std::nullopt;
        if (line) lines.push_back(std::move(*line));
        else if (phrase.starts_with(command_mark) && !lines.empty() && lines.back().ends_with(':'))
            lines.pop_back();
    }
    return lines;
}

}

Diagnosis explain(const Case& failure) {
    const Facts facts = make_facts(failure);
    const Advice words = advice(facts);
    return {.code = facts.code,
            .headline = headline(facts),
            .evidence = evidence_lines(facts),
            .cause = fill(words.cause, facts.values).value_or(""),
            .fix = filled_lines(words.fix, facts.values),
            .avoid = filled_lines(words.avoid, facts.values)};
}

}
