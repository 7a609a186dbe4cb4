#pragma once

#include <atomic>
#include <chrono>
#include <mutex>
#include <string>
#include <thread>

namespace e2e {

/// Asks the proxy for an app's page again and again, each time on a connection of
/// its own, until the end of the scope.
class Visitor {
public:
    Visitor(std::string app, std::string page);
    ~Visitor();

    int requests() const { return requests_; }
    int failures() const { return failures_; }
    /// The longest time in a row in which no request succeeded.
    std::chrono::milliseconds longest_gap() const { return longest_gap_; }
    /// The last answer that was not the page.
    std::string last_failure() const;

private:
    void visit(const std::stop_token& stop);
    void note(const std::string& answer, std::chrono::steady_clock::time_point now);

    std::string app_;
    std::string page_;
    std::atomic<int> requests_ = 0;
    std::atomic<int> failures_ = 0;
    std::atomic<std::chrono::milliseconds> longest_gap_ = std::chrono::milliseconds(0);
    std::chrono::steady_clock::time_point last_success_;
    mutable std::mutex mutex_;
    std::string last_failure_;
    std::jthread thread_;
};

}
