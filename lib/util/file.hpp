#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace util {

using Path = std::filesystem::path;

constexpr std::size_t largest_file = 16U << 20U;

/// The bytes of a regular file; nothing if there is none. A symbolic link is
/// not followed. Throws Error when it cannot be read or is over `largest_file`.
std::optional<std::string> read_file(const Path& path);

/// Replaces a file in one step: written beside it, flushed to the disk, moved
/// over it with rename(2). Creates missing directories with mode 0700. Throws Error.
void write_file(const Path& path, std::string_view bytes, mode_t mode = 0600);

/// Removes what processes that are gone left in a directory in the middle of write_file().
void remove_unfinished_writes(const Path& directory);

/// True if there was one. Throws Error for anything but its absence.
bool remove_file(const Path& path);

/// Creates it and its parents with `mode`; no error if it is there. Throws Error.
void make_directory(const Path& path, mode_t mode = 0700);

/// Removes it with all it holds; no error if it is absent. Throws Error.
void remove_directory(const Path& path);

/// Sorted names in a directory, temporary files of write_file() left out; none
/// if it is absent. Throws Error.
std::vector<std::string> list_directory(const Path& path);

/// A directory of its own, removed at the end of the scope.
class TemporaryDirectory {
public:
    TemporaryDirectory();
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
    ~TemporaryDirectory();
    const Path& path() const { return path_; }

private:
    Path path_;
};

}
