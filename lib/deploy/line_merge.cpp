#include "deploy/line_merge.hpp"

#include "util/error.hpp"

#include <algorithm>

namespace deploy {

namespace {

constexpr std::size_t most_bytes_ahead = 256U << 10U;
constexpr util::Milliseconds longest_silence = std::chrono::seconds(1);

util::Steady now() { return std::chrono::steady_clock::now(); }

}

LineMerge::LineMerge(std::size_t sources, std::optional<util::Milliseconds> patience)
    : sources_(sources, Source{.silent_since = now()}), patience_(patience) {}

void LineMerge::add(Line line, const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    Source& source = sources_.at(line.source);
    if (!changed_.wait(lock, stop, [&] { return source.bytes < most_bytes_ahead; }))
        throw util::Interrupted();
    source.bytes += line.text.size() + 1;
    source.lines.push_back(std::move(line));
    changed_.notify_all();
}

void LineMerge::end(std::size_t source) {
    const std::lock_guard lock(mutex_);
    sources_.at(source).ended = true;
    changed_.notify_all();
}

bool LineMerge::has_ended() const {
    const std::lock_guard lock(mutex_);
    return all_ended();
}

std::optional<LineMerge::Line> LineMerge::next(const std::stop_token& stop) {
    const util::Steady until = now() + longest_silence;
    std::unique_lock lock(mutex_);
    while (!all_ended()) {
        if (stop.stop_requested()) throw util::Interrupted();
        if (Source* source = oldest()) return take(*source);
        if (patience_ && now() >= until) return {};
        changed_.wait_for(lock, stop, patience_.value_or(longest_silence),
                          [this] { return all_ended() || oldest() != nullptr; });
    }
    return {};
}

bool LineMerge::all_ended() const {
    return std::all_of(sources_.begin(), sources_.end(),
                       [](const Source& source) { return source.ended && source.lines.empty(); });
}

/// One that may still bring a line older than those that are there.
bool LineMerge::is_waited_for(const Source& source, util::Steady now) const {
    if (source.ended || !source.lines.empty()) return false;
    return !patience_ || now < source.silent_since + *patience_;
}

LineMerge::Source* LineMerge::oldest() {
    const util::Steady moment = now();
    Source* first = nullptr;
    for (Source& source : sources_) {
        if (is_waited_for(source, moment)) return nullptr;
        if (source.lines.empty()) continue;
        if (first == nullptr || source.lines.front().time < first->lines.front().time) first = &source;
    }
    return first;
}

LineMerge::Line LineMerge::take(Source& source) {
    Line line = std::move(source.lines.front());
    source.lines.pop_front();
    source.bytes -= line.text.size() + 1;
    if (source.lines.empty()) source.silent_since = now();
    changed_.notify_all();
    return line;
}

}
