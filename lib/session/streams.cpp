#include "session/streams.hpp"

#include "util/terminal.hpp"

#include <sys/stat.h>
#include <cstdlib>
#include <string_view>

namespace session {

namespace {

bool is_true(const char* variable) {
    const char* value = std::getenv(variable);
    return value != nullptr && std::string_view(value) == "true";
}

bool has_terminal(const Streams& ours) {
    if (is_true("DOKKU_FORCE_TTY")) return true;
    if (is_true("DOKKU_DISABLE_TTY")) return false;
    // With its output in a file or a pipe, a terminal would only spoil the bytes.
    return util::is_terminal(ours.input) && util::is_terminal(ours.output);
}

bool has_input(int descriptor) {
    if (util::is_terminal(descriptor)) return util::is_in_foreground(descriptor);
    struct stat facts {};
    if (::fstat(descriptor, &facts) != 0) return false;
    return S_ISFIFO(facts.st_mode) || S_ISSOCK(facts.st_mode) || S_ISREG(facts.st_mode);
}

}

std::optional<util::WindowSize> window_of(const Streams& ours) {
    const auto size = util::window_size(ours.input);
    return size ? size : util::window_size(ours.output);
}

docker::Console console_for(const Streams& ours) {
    const bool terminal = has_terminal(ours);
    docker::Console console{terminal, terminal || has_input(ours.input)};
    if (terminal) console.window = window_of(ours);
    return console;
}

docker::Console detached_console() {
    const bool terminal = is_true("DOKKU_FORCE_TTY");
    return {terminal, terminal};
}

}
