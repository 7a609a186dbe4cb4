#pragma once

#include "util/clock.hpp"
#include "util/file.hpp"

#include <functional>
#include <map>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace util {

/// A program to run. Signals are unblocked and all descriptors but the
/// standard ones closed in it.
struct Command {
    std::vector<std::string> words;                    ///< words[0] is looked up in PATH
    std::map<std::string, std::string> environment{};  ///< added to ours; an empty value stays empty
    std::string directory{};                           ///< empty: ours
    std::string input{};                               ///< its whole stdin
    std::optional<Milliseconds> timeout{};             ///< then SIGKILL
    /// How long a requested stop waits between SIGTERM and SIGKILL.
    Milliseconds stop_patience = std::chrono::seconds(5);
    bool own_group = false;       ///< a terminal's Ctrl-C does not reach it
    bool inherit_output = false;  ///< stdout and stderr are ours, nothing is captured
    bool inherit_input = false;   ///< stdin is ours
    /// Given each piece of output as it comes, besides being captured.
    std::function<void(std::string_view)> on_output{};
    std::function<void(std::string_view)> on_error{};
};

struct Ended {
    int status = 0;  ///< exit status; 128 + signal when killed by one
    bool timed_out = false;
    std::string output{};  ///< at most `largest_output` bytes of each are kept
    std::string error{};
};

constexpr std::size_t largest_output = 16U << 20U;

/// Runs it to its end. A requested stop sends SIGTERM and goes on waiting, for
/// `stop_patience` at most. Throws Error when it cannot be started, Interrupted when stopped.
Ended run(const Command& command, const std::stop_token& stop = {});

/// Starts it detached, in a session of its own, without our descriptors. Throws Error.
void launch_detached(const Command& command);

/// What a name stands for in PATH; one with a slash for itself. Throws Error.
Path find_program(const std::string& name);

/// Where this very program lies, whatever link it was started through.
Path program_directory();

/// Replaces this process by a program that is given these words, the first of
/// which is its name. Returns only by throwing Error.
[[noreturn]] void become(const Path& program, const std::vector<std::string>& words);

}
