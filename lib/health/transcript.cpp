#include "health/transcript.hpp"

#include "util/text.hpp"

namespace health {

namespace {

constexpr std::size_t most_runs = 12;
/// Runs kept of the beginning; what is left out lies behind them.
constexpr std::size_t kept_first = 6;

}

void Transcript::add(util::Milliseconds at, const std::string& outcome) {
    if (!runs_.empty() && runs_.back().outcome == outcome) {
        runs_.back().last = at;
        ++runs_.back().count;
        return;
    }
    runs_.push_back({at, at, outcome});
    if (runs_.size() <= most_runs) return;
    left_out_ += runs_[kept_first].count;
    runs_.erase(runs_.begin() + kept_first);
}

std::string Transcript::describe(const Run& run) {
    const std::string first = util::in_seconds(run.first);
    const std::string last = util::in_seconds(run.last);
    std::string text = first == last ? first : first + "-" + last;
    text += " s " + run.outcome;
    if (run.count > 1) text += " x" + std::to_string(run.count);
    return text;
}

std::string Transcript::text() const {
    std::vector<std::string> parts;
    for (const Run& run : runs_) {
        if (left_out_ > 0 && parts.size() == kept_first)
            parts.push_back("... " + std::to_string(left_out_) + " more ...");
        parts.push_back(describe(run));
    }
    return util::join(parts, ", ");
}

}
