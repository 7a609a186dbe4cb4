#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace docker {

/// Cuts what comes in pieces into lines, without their line ends. A line longer
/// than `longest` is handed over in parts.
class LineBuffer {
public:
    using OnLine = std::function<void(std::string_view line)>;

    LineBuffer(std::size_t longest, OnLine on_line) : longest_(longest), on_line_(std::move(on_line)) {}

    void feed(std::string_view piece);
    bool has_unfinished_line() const { return !pending_.empty(); }
    /// Hands over what is left without a line end.
    void finish();

private:
    void append(std::string_view part);
    void hand_over();

    std::size_t longest_;
    OnLine on_line_;
    std::string pending_;
};

}
