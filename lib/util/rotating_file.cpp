#include "util/rotating_file.hpp"

#include "util/text.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <array>
#include <cstdio>
#include <ctime>

namespace util {

namespace {

UniqueFd open_locked(const Path& path) {
    UniqueFd file(
        ::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600));
    if (file && ::flock(file.get(), LOCK_EX) != 0) file.reset();
    return file;
}

/// Another process may have moved it away before we had the lock.
bool is_in_place(const UniqueFd& file, const Path& path) {
    struct stat ours {
    }, there{};
    return ::fstat(file.get(), &ours) == 0 && ::lstat(path.c_str(), &there) == 0 &&
           ours.st_ino == there.st_ino && ours.st_dev == there.st_dev;
}

/// One that somebody has removed has none.
bool has_room(const UniqueFd& file, off_t largest) {
    struct stat status {};
    return ::fstat(file.get(), &status) == 0 && status.st_nlink > 0 && status.st_size < largest;
}

UniqueFd open_with_room(const Path& path, off_t largest) {
    constexpr int tries = 8;
    for (int i = 0; i < tries; ++i) {
        UniqueFd file = open_locked(path);
        if (!file) return file;
        if (is_in_place(file, path) && has_room(file, largest)) {
            ::flock(file.get(), LOCK_UN);
            return file;
        }
        if (is_in_place(file, path)) std::rename(path.c_str(), (path.string() + ".old").c_str());
    }
    return UniqueFd();
}

std::string stamp() {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    localtime_r(&now, &local);
    std::array<char, 32> text{};
    std::strftime(text.data(), text.size(), "%F %T", &local);
    return std::string(text.data()) + " [" + std::to_string(::getpid()) + "] ";
}

}

void RotatingFile::append(std::string_view text) {
    const std::string now = stamp();
    std::string block;
    for (const std::string& line : lines(text)) block += now + line + "\n";
    // One that another process has moved away was full.
    if (!file_ || !has_room(file_, largest_)) file_ = open_with_room(path_, largest_);
    if (file_ && ::write(file_.get(), block.data(), block.size()) < 0) file_.reset();
}

}
