#include "util/log.hpp"

#include <doctest/doctest.h>

namespace {

struct Screen {
    std::string out;
    std::string err;
    util::Log log(bool quiet = false) {
        return {[this](std::string_view text) { out += text; },
                [this](std::string_view text) { err += text; }, quiet};
    }
};

}

TEST_CASE("lines carry Dokku's prefixes") {
    Screen screen;
    util::Log log = screen.log();
    log.header("one");
    log.title("two");
    log.verbose("three\nfour");
    log.exclaim("five");
    log.warn("six");
    log.plain("seven");
    CHECK(screen.out == "-----> one\n=====> two\n       three\n       four\n !     five\nseven\n");
    CHECK(screen.err == " !     six\n");
}

TEST_CASE("quiet drops progress, never a failure") {
    Screen screen;
    util::Log log = screen.log(true);
    log.header("a");
    log.title("b");
    log.verbose("c");
    CHECK(screen.out.empty());
    log.exclaim("d");
    CHECK(screen.out == " !     d\n");
}

TEST_CASE("secrets and control characters do not pass") {
    Screen screen;
    util::Log log = screen.log();
    log.redact(util::Redactor(std::map<std::string, std::string>{{"TOKEN", "s3cr3t-value"}}));
    log.verbose("token s3cr3t-value \x1b[31m");
    CHECK(screen.out == "       token $TOKEN \\x1b[31m\n");
}

TEST_CASE("another plugin's lines keep their colours, not our secrets") {
    Screen screen;
    util::Log log = screen.log();
    log.redact(util::Redactor(std::map<std::string, std::string>{{"TOKEN", "s3cr3t-value"}}));
    log.relay("\x1b[31m !     s3cr3t-value\x1b[0m");
    CHECK(screen.out == "\x1b[31m !     $TOKEN\x1b[0m\n");
}

TEST_CASE("a copy has everything but answers, quiet or not, until it ends") {
    Screen screen;
    util::Log log = screen.log(true);
    std::string kept;
    log.redact(util::Redactor(std::map<std::string, std::string>{{"TOKEN", "s3cr3t-value"}}));
    {
        const auto copy = log.copy_to([&](std::string_view text) { kept += text; });
        log.header("one s3cr3t-value");
        log.warn("two");
        log.plain("an answer");
        log.relay("\x1b[31mthree");
    }
    log.header("four");
    CHECK(kept == "-----> one $TOKEN\n !     two\nthree\n");
    CHECK(screen.out == "an answer\n\x1b[31mthree\n");
}
