#pragma once

#include "util/file.hpp"
#include "util/unique_fd.hpp"

#include <sys/types.h>

namespace util {

/// A log file of bounded size that any number of processes append to: beyond
/// `largest` bytes it becomes PATH.old in the place of the one before. What
/// cannot be written is lost in silence: a log is never in the way.
class RotatingFile {
public:
    static constexpr off_t usual_size = 1 << 20;

    explicit RotatingFile(Path path, off_t largest = usual_size)
        : path_(std::move(path)), largest_(largest) {}

    /// Each line of `text` with the local time and this process's number before it.
    void append(std::string_view text);

private:
    Path path_;
    off_t largest_;
    UniqueFd file_;
};

}
