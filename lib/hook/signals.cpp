#include "hook/signals.hpp"

#include <pthread.h>

namespace hook {

namespace {

/// Wakes the waiting thread for its own end.
constexpr int wake_up = SIGUSR1;

}

Signals::Signals() {
    sigemptyset(&watched_);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, wake_up}) sigaddset(&watched_, signal);
    pthread_sigmask(SIG_BLOCK, &watched_, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    waiter_ = std::jthread([this] { wait(); });
}

Signals::~Signals() { pthread_kill(waiter_.native_handle(), wake_up); }

void Signals::wait() {
    for (;;) {
        int signal = 0;
        if (sigwait(&watched_, &signal) != 0 || signal == wake_up) return;
        source_.request_stop();
    }
}

}
