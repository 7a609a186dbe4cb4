#include "util/rotating_file.hpp"

#include "util/parallel.hpp"
#include "util/text.hpp"

#include <doctest/doctest.h>

#include <unistd.h>
#include <filesystem>

TEST_CASE("every line has its time and process") {
    const util::TemporaryDirectory directory;
    util::RotatingFile log(directory.path() / "log");
    log.append("one\ntwo\n");
    log.append("three");
    const auto lines = util::lines(*util::read_file(directory.path() / "log"));
    REQUIRE(lines.size() == 3);
    const std::string process = " [" + std::to_string(::getpid()) + "] ";
    CHECK(lines[0].ends_with(process + "one"));
    CHECK(lines[1].ends_with(process + "two"));
    CHECK(lines[2].size() == std::string("2026-01-31 12:34:56").size() + process.size() + 5);
}

TEST_CASE("a full file makes room, and the one before it goes") {
    const util::TemporaryDirectory directory;
    const util::Path path = directory.path() / "log";
    util::RotatingFile log(path, 100);
    for (int i = 0; i < 100; ++i) log.append("line " + std::to_string(i));
    CHECK(std::filesystem::file_size(path) < 200);
    CHECK(std::filesystem::file_size(path.string() + ".old") < 200);
    CHECK(util::list_directory(directory.path()).size() == 2);
    CHECK(util::lines(*util::read_file(path)).back().ends_with("line 99"));
}

TEST_CASE("a file that was removed begins anew") {
    const util::TemporaryDirectory directory;
    const util::Path path = directory.path() / "log";
    util::RotatingFile log(path);
    log.append("one");
    util::remove_file(path);
    log.append("two");
    CHECK(util::lines(*util::read_file(path)).size() == 1);
}

TEST_CASE("two that hold the same file open lose no line when it makes room") {
    const util::TemporaryDirectory directory;
    const util::Path path = directory.path() / "log";
    util::RotatingFile first(path, 200), second(path, 200);
    for (int i = 0; i < 4; ++i) {
        first.append("of the first");
        second.append("of the second");
    }
    const auto count = [](const util::Path& file) {
        return util::lines(util::read_file(file).value_or("")).size();
    };
    CHECK(count(path.string() + ".old") > 0);
    CHECK(count(path) + count(path.string() + ".old") == 8);
}

TEST_CASE("lines that come at once are all there") {
    const util::TemporaryDirectory directory;
    const util::Path path = directory.path() / "log";
    util::parallel(8, 8, {}, [&](std::size_t, const std::stop_token&) {
        for (int i = 0; i < 40; ++i) util::RotatingFile(path, 12000).append("a line");
    });
    const auto count = [](const util::Path& file) {
        return util::lines(util::read_file(file).value_or("")).size();
    };
    CHECK(count(path) + count(path.string() + ".old") == 320);
}

TEST_CASE("what cannot be written stops nobody") {
    const util::TemporaryDirectory directory;
    util::RotatingFile(directory.path() / "missing" / "log").append("lost");
    std::filesystem::create_symlink("/dev/null", directory.path() / "link");
    util::RotatingFile(directory.path() / "link").append("not followed");
    CHECK(std::filesystem::is_symlink(directory.path() / "link"));
}
