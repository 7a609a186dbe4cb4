#pragma once

#include <atomic>

namespace load {

/// What clients that run side by side have seen.
struct Tally {
    std::atomic<long> requests = 0;
    std::atomic<long> failed = 0;
    /// Sent once more, on a fresh connection, as any client may when a reused one
    /// was closed before the answer began.
    std::atomic<long> repeated = 0;
};

}
