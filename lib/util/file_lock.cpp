#include "util/file_lock.hpp"

#include "util/error.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <cerrno>

namespace util {

namespace {

constexpr Milliseconds look_every{20};

}

std::optional<FileLock> FileLock::try_take(const Path& path) {
    make_directory(path.parent_path());
    UniqueFd file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!file) throw_errno("cannot open " + path.string());
    if (::flock(file.get(), LOCK_EX | LOCK_NB) == 0) return FileLock(std::move(file));
    if (errno == EWOULDBLOCK) return {};
    throw_errno("cannot lock " + path.string());
}

std::optional<FileLock> FileLock::take(const Path& path, Milliseconds patience, const std::stop_token& stop) {
    SystemClock clock;
    const Steady deadline = clock.now() + patience;
    for (;;) {
        if (auto lock = try_take(path)) return lock;
        if (stop.stop_requested()) throw Interrupted();
        if (clock.now() >= deadline) return {};
        clock.sleep_for(look_every, stop);
    }
}

FileLock::~FileLock() {
    if (file_ && ::ftruncate(file_.get(), 0) != 0) return;  // the text is for people only
}

void FileLock::describe(std::string_view text) {
    const auto size = static_cast<off_t>(text.size());
    if (::ftruncate(file_.get(), 0) != 0 || ::pwrite(file_.get(), text.data(), text.size(), 0) != size)
        throw_errno("cannot write a lock file");
}

std::optional<std::string> FileLock::holder(const Path& path) {
    const UniqueFd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (!file || ::flock(file.get(), LOCK_SH | LOCK_NB) == 0) return {};
    return read_file(path);
}

}
