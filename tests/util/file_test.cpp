#include "util/file.hpp"
#include "util/directory_lock.hpp"
#include "util/file_lock.hpp"

#include "util/error.hpp"

#include <doctest/doctest.h>

#include <sys/stat.h>

TEST_CASE("a file is replaced whole, with its mode and its directory") {
    const util::TemporaryDirectory directory;
    const util::Path file = directory.path() / "deep" / "er" / "file";

    util::write_file(file, "one");
    util::write_file(file, "two", 0640);

    CHECK(util::read_file(file) == "two");
    struct stat status {};
    REQUIRE(::stat(file.c_str(), &status) == 0);
    CHECK((status.st_mode & 0777U) == 0640);
    CHECK(util::list_directory(file.parent_path()) == std::vector<std::string>{"file"});
}

TEST_CASE("an absent file is no error, an unreadable one is") {
    const util::TemporaryDirectory directory;
    CHECK_FALSE(util::read_file(directory.path() / "none"));
    CHECK_FALSE(util::remove_file(directory.path() / "none"));
    CHECK(util::list_directory(directory.path() / "none").empty());
    CHECK_THROWS_AS(util::read_file(directory.path()), util::Error);

    SUBCASE("a symbolic link is not followed") {
        std::filesystem::create_symlink("/etc/passwd", directory.path() / "link");
        CHECK_THROWS_AS(util::read_file(directory.path() / "link"), util::Error);
    }
}

TEST_CASE("a file that cannot be written leaves nothing behind") {
    const util::TemporaryDirectory directory;
    std::filesystem::create_directory(directory.path() / "target");
    CHECK_THROWS_AS(util::write_file(directory.path() / "target", "x"), util::Error);
    CHECK(std::distance(std::filesystem::directory_iterator(directory.path()), {}) == 1);
}

TEST_CASE("what a killed writer left is swept, what a living one writes is not") {
    const util::TemporaryDirectory directory;
    const util::Path dead = directory.path() / "a.writing-999999999-abcdef";
    const util::Path alive = directory.path() / ("b.writing-" + std::to_string(::getpid()) + "-abcdef");
    const util::Path other = directory.path() / "c.writing";
    for (const util::Path& file : {dead, alive, other}) util::write_file(file, "");

    util::remove_unfinished_writes(directory.path());

    CHECK_FALSE(std::filesystem::exists(dead));
    CHECK(std::filesystem::exists(alive));
    CHECK(std::filesystem::exists(other));
}

TEST_CASE("a directory's lock is shared by any number, or held alone") {
    using util::DirectoryLock;
    const util::TemporaryDirectory directory;
    const auto take = [&](DirectoryLock::How how) { return DirectoryLock::try_take(directory.path(), how); };
    {
        const auto one = take(DirectoryLock::How::shared), other = take(DirectoryLock::How::shared);
        CHECK(one);
        CHECK(other);
        CHECK_FALSE(take(DirectoryLock::How::alone));
    }
    const auto alone = take(DirectoryLock::How::alone);
    CHECK(alone);
    CHECK_FALSE(take(DirectoryLock::How::shared));
    CHECK_FALSE(take(DirectoryLock::How::alone));
    CHECK_FALSE(DirectoryLock::try_take(directory.path() / "absent", DirectoryLock::How::shared));
}

TEST_CASE("a lock has one holder, who is named") {
    const util::TemporaryDirectory directory;
    const util::Path path = directory.path() / "lock";
    {
        auto lock = util::FileLock::try_take(path);
        REQUIRE(lock);
        lock->describe("me");
        CHECK_FALSE(util::FileLock::try_take(path));
        CHECK(util::FileLock::holder(path) == "me");
    }
    CHECK_FALSE(util::FileLock::holder(path));
    CHECK(util::FileLock::try_take(path));
}
