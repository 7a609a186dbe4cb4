#pragma once

#include <functional>
#include <stop_token>

namespace health {

/// A stop of its own that is also requested with either of two others.
class LinkedStop {
public:
    LinkedStop(const std::stop_token& first, const std::stop_token& second)
        : on_first_(first, [this] { source_.request_stop(); }),
          on_second_(second, [this] { source_.request_stop(); }) {}

    std::stop_token token() const { return source_.get_token(); }
    void request() { source_.request_stop(); }
    bool is_requested() const { return source_.stop_requested(); }

private:
    std::stop_source source_;
    std::stop_callback<std::function<void()>> on_first_;
    std::stop_callback<std::function<void()>> on_second_;
};

}
