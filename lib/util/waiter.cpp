#include "util/waiter.hpp"

#include "util/error.hpp"

#include <poll.h>
#include <algorithm>
#include <array>
#include <cerrno>

namespace util {

namespace {

/// Rounded up, so that no wait ends before its time.
int milliseconds_until(Steady moment) {
    const auto left = std::chrono::ceil<Milliseconds>(moment - std::chrono::steady_clock::now());
    return static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 3'600'000));
}

}

Waiter::Waiter(const std::stop_token& stop) : stop_(stop) {
    if (stop.stop_possible()) stopped_.emplace(stop);
}

bool Waiter::wait(int descriptor, short events, Steady until) {
    for (;;) {
        if (stop_.stop_requested()) throw Interrupted();
        std::array<pollfd, 2> watched = {pollfd{descriptor, events, 0},
                                         pollfd{stopped_ ? stopped_->descriptor() : -1, POLLIN, 0}};
        const int ready = ::poll(watched.data(), watched.size(), milliseconds_until(until));
        if (ready < 0 && errno != EINTR) throw_errno("cannot wait for a connection");
        if (ready > 0 && watched[0].revents != 0) return true;
        if (ready == 0 && std::chrono::steady_clock::now() >= until) return false;
    }
}

}
