#include "util/terminal.hpp"

#include "util/error.hpp"
#include "util/stop_event.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdint>

namespace util {

namespace {

/// End the process without unwinding the stack. SIGINT, SIGTERM and SIGHUP are
/// stop requests elsewhere.
constexpr std::array deadly{SIGQUIT, SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL};

/// What a signal handler can reach.
std::atomic<int> raw_descriptor = -1;
termios before_raw{};
std::array<struct sigaction, deadly.size()> before_deadly{};
std::atomic<int> window_event = -1;

void put_handlers_back() {
    for (std::size_t i = 0; i < deadly.size(); ++i) ::sigaction(deadly.at(i), &before_deadly.at(i), nullptr);
}

void restore() {
    const int descriptor = raw_descriptor.exchange(-1);
    if (descriptor >= 0) ::tcsetattr(descriptor, TCSANOW, &before_raw);
}

extern "C" void restore_and_die(int signal) {
    restore();
    put_handlers_back();
    ::raise(signal);
}

extern "C" void note_window_change(int) {
    const int kept = errno;
    const std::uint64_t one = 1;
    if (::write(window_event, &one, sizeof one) < 0) errno = 0;
    errno = kept;
}

struct sigaction action_of(void (*handler)(int), int flags) {
    struct sigaction action {};
    action.sa_handler = handler;
    action.sa_flags = flags;
    return action;
}

}

bool is_terminal(int descriptor) { return ::isatty(descriptor) == 1; }

std::optional<WindowSize> window_size(int descriptor) {
    winsize size{};
    if (::ioctl(descriptor, TIOCGWINSZ, &size) != 0 || size.ws_row == 0 || size.ws_col == 0) return {};
    return WindowSize{size.ws_row, size.ws_col};
}

bool has_reader(int descriptor) {
    pollfd watched{descriptor, 0, 0};
    return ::poll(&watched, 1, 0) <= 0 || (watched.revents & (POLLERR | POLLHUP | POLLNVAL)) == 0;
}

bool is_in_foreground(int descriptor) { return ::tcgetpgrp(descriptor) == ::getpgrp(); }

RawTerminal::RawTerminal(int descriptor) {
    termios raw{};
    if (::tcgetattr(descriptor, &before_raw) != 0) throw_errno("cannot read the terminal's settings");
    raw = before_raw;
    ::cfmakeraw(&raw);
    for (std::size_t i = 0; i < deadly.size(); ++i) {
        const struct sigaction action = action_of(restore_and_die, SA_NODEFER);
        ::sigaction(deadly.at(i), &action, &before_deadly.at(i));
    }
    raw_descriptor = descriptor;
    if (::tcsetattr(descriptor, TCSANOW, &raw) == 0) return;
    const int error = errno;
    raw_descriptor = -1;
    put_handlers_back();
    throw Error("cannot set the terminal up: " + system_message(error));
}

RawTerminal::~RawTerminal() {
    restore();
    put_handlers_back();
}

WindowChanges::WindowChanges() : changed_(make_event()) {
    window_event = changed_.get();
    const struct sigaction action = action_of(note_window_change, SA_RESTART);
    ::sigaction(SIGWINCH, &action, nullptr);
}

WindowChanges::~WindowChanges() {
    ::signal(SIGWINCH, SIG_DFL);
    window_event = -1;
}

bool WindowChanges::wait(const std::stop_token& stop) {
    const StopEvent stopped(stop);
    std::array<pollfd, 2> watched{{{changed_.get(), POLLIN, 0}, {stopped.descriptor(), POLLIN, 0}}};
    while (::poll(watched.data(), watched.size(), -1) < 0)
        if (errno != EINTR) throw_errno("cannot wait for the terminal");
    std::uint64_t count = 0;
    if (watched[0].revents != 0) ::eventfd_read(changed_.get(), &count);
    return watched[1].revents == 0;
}

}
