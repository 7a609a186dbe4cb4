#include "util/directory_lock.hpp"

#include "util/error.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <cerrno>

namespace util {

std::optional<DirectoryLock> DirectoryLock::try_take(const Path& path, How how) {
    UniqueFd directory(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW));
    if (!directory && errno == ENOENT) return {};
    if (!directory) throw_errno("cannot open " + path.string());
    const int operation = how == How::alone ? LOCK_EX : LOCK_SH;
    if (::flock(directory.get(), operation | LOCK_NB) == 0) return DirectoryLock(std::move(directory));
    if (errno == EWOULDBLOCK) return {};
    throw_errno("cannot lock " + path.string());
}

}
