#pragma once

#include "util/clock.hpp"
#include "util/file.hpp"
#include "util/unique_fd.hpp"

#include <optional>

namespace util {

/// An exclusive flock on a file, held until the end of the scope and let go by
/// the kernel if the holder dies. Close-on-exec: no child keeps it. The file
/// stays; its text, empty when nobody holds the lock, says who does.
class FileLock {
public:
    /// Nothing if somebody holds it. Creates the file and missing directories. Throws Error.
    static std::optional<FileLock> try_take(const Path& path);
    /// Nothing if somebody still holds it after `patience`. Throws also Interrupted.
    static std::optional<FileLock> take(const Path& path, Milliseconds patience, const std::stop_token& stop);

    FileLock(FileLock&&) = default;
    FileLock& operator=(FileLock&&) = default;
    ~FileLock();

    /// What others read with holder(). Throws Error.
    void describe(std::string_view text);

    /// The text of the present holder; nothing if nobody holds the lock.
    static std::optional<std::string> holder(const Path& path);

private:
    explicit FileLock(UniqueFd file) : file_(std::move(file)) {}
    UniqueFd file_;
};

}
