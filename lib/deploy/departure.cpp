#include "deploy/departure.hpp"

#include "util/contains.hpp"
#include "util/file.hpp"

#include <array>
#include <csignal>

namespace deploy {

namespace {

constexpr int code_of_sigkill = 128 + SIGKILL;
constexpr std::array shells{"sh", "bash", "dash", "ash", "zsh", "ksh"};

/// The name of the shell that the container's command begins with.
std::string shell_of(const docker::Container& container) {
    if (container.command.empty()) return {};
    const std::string name = util::Path(container.command[0]).filename();
    return util::contains(shells, name) ? name : "";
}

std::string why_not_ended(const docker::Container& container) {
    const std::string shell = shell_of(container), signal = stop_signal(container);
    const std::string first = container.has_init ? "init runs " : "PID 1 is ";
    if (shell.empty())
        return "it did not end at " + signal + "; give it more time with stop-timeout-seconds, or handle it";
    if (container.command.size() > 1 && container.command[1] == "-c")
        return first + shell + " -c, it does not pass " + signal +
               " on; use the exec form, or begin the command with exec";
    return first + "a script of " + shell + ", which does not pass " + signal +
           " on; begin its last command with exec";
}

}

std::string stop_signal(const docker::Container& container) {
    return container.stop_signal.empty() ? "SIGTERM" : container.stop_signal;
}

std::string to_string(const Departure& departure) {
    const docker::ContainerState& state = departure.container.state;
    const std::string after = " after " + util::describe(departure.took);
    const bool out_of_time = state.running || departure.took >= departure.grace;
    if (state.oom_killed) return departure.label + " was killed by its memory limit" + after;
    if (state.running || (state.exit_code == code_of_sigkill && out_of_time))
        return departure.label + " was killed" + after + ": " + why_not_ended(departure.container);
    return departure.label + " exited " + std::to_string(state.exit_code) + after;
}

}
