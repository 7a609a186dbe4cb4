#pragma once

#include <csignal>
#include <stop_token>
#include <thread>

namespace hook {

/// Turns SIGINT, SIGTERM and SIGHUP into a stop request for as long as it
/// lives; SIGPIPE is ignored. Make it before any other thread starts.
class Signals {
public:
    Signals();
    ~Signals();
    Signals(const Signals&) = delete;
    Signals& operator=(const Signals&) = delete;

    std::stop_token token() const { return source_.get_token(); }

private:
    void wait();

    std::stop_source source_;
    sigset_t watched_;
    std::jthread waiter_;
};

}
