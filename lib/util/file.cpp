#include "util/file.hpp"

#include "util/error.hpp"
#include "util/text.hpp"
#include "util/unique_fd.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <limits>

namespace util {

namespace {

/// NAME.writing-PID-XXXXXX: beside the file NAME until it is complete.
constexpr std::string_view temporary_mark = ".writing-";

bool is_temporary(const std::string& name) { return name.find(temporary_mark) != std::string::npos; }

/// Nothing if the name is not that of a temporary file.
std::optional<pid_t> writer_of(const std::string& name) {
    const auto mark = name.rfind(temporary_mark);
    if (mark == std::string::npos) return {};
    const auto parts = split(name.substr(mark + temporary_mark.size()), '-');
    const auto pid =
        parts.empty() ? std::nullopt : parse_number(parts[0], 1, std::numeric_limits<pid_t>::max());
    if (!pid) return {};
    return static_cast<pid_t>(*pid);
}

bool is_gone(pid_t pid) { return ::kill(pid, 0) != 0 && errno == ESRCH; }

/// What a file of /proc will hold is not known before: such files announce 0 bytes.
std::string read_all(int descriptor, off_t announced, const Path& path) {
    std::string bytes;
    std::array<char, 8192> buffer;  // not cleared: it is written before it is read
    for (;;) {
        const ssize_t got = ::read(descriptor, buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) throw_errno("cannot read " + path.string());
        if (got == 0) return bytes;
        bytes.append(buffer.data(), static_cast<std::size_t>(got));
        if (announced > 0 && bytes.size() == static_cast<std::size_t>(announced)) return bytes;
        if (bytes.size() > largest_file) throw Error(path.string() + " is too large");
    }
}

void write_all(int descriptor, std::string_view bytes, const Path& path) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) throw_errno("cannot write " + path.string());
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

/// A file beside its target, removed again unless it was moved there.
class Replacement {
public:
    Replacement(const Path& target, mode_t mode) : target_(target) {
        if (!create() && errno == ENOENT) {
            make_directory(target.parent_path());
            create();
        }
        if (!file_) throw_errno("cannot write " + target.string());
        if (::fchmod(file_.get(), mode) != 0) fail();
    }
    Replacement(const Replacement&) = delete;
    Replacement& operator=(const Replacement&) = delete;
    ~Replacement() {
        if (!moved_) ::unlink(temporary_.c_str());
    }

    void fill(std::string_view bytes) {
        write_all(file_.get(), bytes, target_);
        if (::fsync(file_.get()) != 0) fail();
    }

    void move_into_place() {
        if (::rename(temporary_.c_str(), target_.c_str()) != 0) fail();
        moved_ = true;
    }

private:
    bool create() {
        temporary_ = target_.string() + std::string(temporary_mark) + std::to_string(::getpid()) + "-XXXXXX";
        file_.reset(::mkostemp(temporary_.data(), O_CLOEXEC));
        return static_cast<bool>(file_);
    }

    [[noreturn]] void fail() const { throw_errno("cannot write " + target_.string()); }

    Path target_;
    std::string temporary_;
    UniqueFd file_;
    bool moved_ = false;
};

}

std::optional<std::string> read_file(const Path& path) {
    const UniqueFd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (!file) {
        if (errno == ENOENT || errno == ENOTDIR) return {};
        throw_errno("cannot read " + path.string());
    }
    struct stat status {};
    if (::fstat(file.get(), &status) != 0) throw_errno("cannot read " + path.string());
    if (!S_ISREG(status.st_mode)) throw Error(path.string() + " is not a regular file");
    return read_all(file.get(), status.st_size, path);
}

void write_file(const Path& path, std::string_view bytes, mode_t mode) {
    Replacement replacement(path, mode);
    replacement.fill(bytes);
    replacement.move_into_place();
}

void remove_unfinished_writes(const Path& directory) {
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(directory, error)) {
        const auto writer = writer_of(entry.path().filename().string());
        if (writer && is_gone(*writer)) ::unlink(entry.path().c_str());
    }
}

bool remove_file(const Path& path) {
    if (::unlink(path.c_str()) == 0) return true;
    if (errno == ENOENT || errno == ENOTDIR) return false;
    throw_errno("cannot remove " + path.string());
}

void make_directory(const Path& path, mode_t mode) {
    if (path.empty() || std::filesystem::is_directory(path)) return;
    make_directory(path.parent_path(), mode);
    if (::mkdir(path.c_str(), mode) != 0 && errno != EEXIST) throw_errno("cannot create " + path.string());
}

void remove_directory(const Path& path) {
    std::error_code error;
    std::filesystem::remove_all(path, error);
    if (error) throw Error("cannot remove " + path.string() + ": " + error.message());
}

std::vector<std::string> list_directory(const Path& path) {
    std::vector<std::string> names;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(path, error)) {
        const std::string name = entry.path().filename().string();
        if (!is_temporary(name)) names.push_back(name);
    }
    if (error && error != std::errc::no_such_file_or_directory)
        throw Error("cannot list " + path.string() + ": " + error.message());
    std::sort(names.begin(), names.end());
    return names;
}

TemporaryDirectory::TemporaryDirectory() {
    std::string pattern = (std::filesystem::temp_directory_path() / "docker-api-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw_errno("cannot create " + pattern);
    path_ = pattern;
}

TemporaryDirectory::~TemporaryDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

}
