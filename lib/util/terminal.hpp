#pragma once

#include "util/unique_fd.hpp"

#include <optional>
#include <stop_token>

namespace util {

struct WindowSize {
    int rows = 0;
    int columns = 0;
    bool operator==(const WindowSize&) const = default;
};

bool is_terminal(int descriptor);

/// Nothing where it is no terminal, or one that has no size.
std::optional<WindowSize> window_size(int descriptor);

/// Whether what is written to this pipe, socket or terminal still reaches anybody.
bool has_reader(int descriptor);

/// Whether reading from this terminal is ours: it would stop a job in the background.
bool is_in_foreground(int descriptor);

/// A terminal that passes every byte on as it comes and acts on none, until the
/// end of the scope, or of the process by a signal that can be caught: then it
/// is as it was. One at a time. Throws Error where that cannot be.
class RawTerminal {
public:
    explicit RawTerminal(int descriptor);
    RawTerminal(const RawTerminal&) = delete;
    RawTerminal& operator=(const RawTerminal&) = delete;
    ~RawTerminal();
};

/// Notices that the window of our terminal has another size (SIGWINCH). One at a time.
class WindowChanges {
public:
    WindowChanges();
    WindowChanges(const WindowChanges&) = delete;
    WindowChanges& operator=(const WindowChanges&) = delete;
    ~WindowChanges();

    /// Returns at the next change. False when a stop is requested instead.
    bool wait(const std::stop_token& stop);

private:
    UniqueFd changed_;
};

}
