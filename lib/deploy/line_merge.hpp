#pragma once

#include "util/clock.hpp"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace deploy {

/// Puts the lines of several containers, each of which writes its own in order,
/// into the order of their times, without holding more than a bounded part of
/// any. One thread a source adds, one takes.
class LineMerge {
public:
    struct Line {
        std::string time;  ///< all in one format that sorts as text
        std::size_t source;
        std::string text;
    };

    /// A line waits for an older one of a source that says nothing: for ever
    /// where no `patience` is given, as for logs that end; for this time where
    /// they are followed.
    LineMerge(std::size_t sources, std::optional<util::Milliseconds> patience);

    /// Waits while the source is too far ahead. Throws util::Interrupted when stopped.
    void add(Line line, const std::stop_token& stop);
    /// Nothing more comes from it.
    void end(std::size_t source);
    /// The next line, or nothing once all sources have ended, or, where there is
    /// patience, after a second without any. Throws util::Interrupted when stopped.
    std::optional<Line> next(const std::stop_token& stop);
    bool has_ended() const;

private:
    struct Source {
        std::deque<Line> lines{};
        std::size_t bytes = 0;
        bool ended = false;
        util::Steady silent_since{};
    };

    bool all_ended() const;
    bool is_waited_for(const Source& source, util::Steady now) const;
    Source* oldest();
    Line take(Source& source);

    std::vector<Source> sources_;
    std::optional<util::Milliseconds> patience_;
    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
};

}
