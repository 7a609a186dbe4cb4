#pragma once

#include "util/file.hpp"
#include "util/unique_fd.hpp"

#include <optional>

namespace util {

/// An flock on a directory itself, which leaves no file behind: any number may
/// share it, or one has it alone. Held until the end of the scope; the kernel
/// lets go of it if the holder dies. Close-on-exec: no child keeps it.
class DirectoryLock {
public:
    enum class How { shared, alone };

    /// Nothing if others hold it in a way that excludes this one, or if there is
    /// no such directory. Throws Error.
    static std::optional<DirectoryLock> try_take(const Path& path, How how);

private:
    explicit DirectoryLock(UniqueFd directory) : directory_(std::move(directory)) {}
    UniqueFd directory_;
};

}
