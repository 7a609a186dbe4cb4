#include "diagnosis/sighting.hpp"

#include "util/contains.hpp"
#include "util/text.hpp"

#include <array>

namespace diagnosis {

namespace {

using health::Code;

constexpr std::size_t longest_line = 300;
constexpr std::size_t longest_found_value = 200;

/// Verdicts whose cause the output may tell better than a measurement.
constexpr std::array explained_by_output = {
    Code::exited,  Code::killed,      Code::no_listener,    Code::slow_boot,
    Code::refused, Code::reset,       Code::no_answer,      Code::bad_status,
    Code::uptime,  Code::bad_content, Code::command_failed, Code::command_timeout,
};

class Output {
public:
    explicit Output(const Search& search) : search_(search), lines_(util::lines(search.output)) {}

    std::optional<Sighting> look_for(const Signature& signature) const {
        const bool explains = signature.codes.empty() ? util::contains(explained_by_output, search_.code)
                                                      : util::contains(signature.codes, search_.code);
        if (!explains) return {};
        auto sighting = last_of(signature);
        if (sighting && signature.companion) {
            const auto beside = beside_it(*signature.companion);
            if (!beside) return {};
            add(*sighting, *beside);
        }
        if (!sighting || !can_be_told(*sighting)) return {};
        return sighting;
    }

private:
    bool can_be_told(const Sighting& sighting) const {
        Values values = search_.values;
        values.insert(sighting.found.begin(), sighting.found.end());
        return fill(sighting.signature->cause, values).has_value();
    }

    std::optional<Sighting> last_of(const Signature& signature) const {
        std::optional<Sighting> sighting;
        int left = signature.count;
        for (auto line = lines_.rbegin(); line != lines_.rend() && left > 0; ++line) {
            const auto groups = signature.pattern.find_in(*line);
            if (!groups) continue;
            if (!sighting) {
                sighting = Sighting{&signature, util::shown(util::trim(*line), longest_line)};
                sighting->found["line"] = sighting->line;
                add(*sighting, *groups);
            }
            --left;
        }
        if (left > 0) return {};
        return sighting;
    }

    std::optional<std::map<std::string, std::string>> beside_it(const Pattern& pattern) const {
        if (auto groups = pattern.find_in(search_.command)) return groups;
        for (auto line = lines_.rbegin(); line != lines_.rend(); ++line)
            if (auto groups = pattern.find_in(*line)) return groups;
        return {};
    }

    static void add(Sighting& sighting, const std::map<std::string, std::string>& groups) {
        for (const auto& [name, value] : groups)
            sighting.found[name] = util::shown(util::trim(value), longest_found_value);
    }

    const Search& search_;
    std::vector<std::string> lines_;
};

}

std::optional<Sighting> sight(const Signatures& signatures, const Search& search) {
    const Output output(search);
    for (const Signature& signature : signatures.list)
        if (auto sighting = output.look_for(signature)) return sighting;
    return {};
}

}
