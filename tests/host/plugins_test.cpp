#include "host/plugins.hpp"

#include "dokku/triggers.hpp"

#include <doctest/doctest.h>

namespace {

constexpr mode_t executable = 0755;
constexpr mode_t readable = 0644;

/// A directory of enabled plugins with hooks in shell.
struct PluginsScene {
    util::TemporaryDirectory directory;
    std::string warnings;
    util::Log log{[](std::string_view) {}, [this](std::string_view text) { warnings += text; }};
    host::Plugins plugins{directory.path(), log};

    void hook(const std::string& plugin, const std::string& script, mode_t mode = executable) {
        util::write_file(directory.path() / plugin / "ask", "#!/bin/sh\n" + script + "\n", mode);
    }
};

}

TEST_CASE("the answers of all plugins follow each other in the order of their names") {
    PluginsScene scene;
    scene.hook("scheduler-b", "echo $1 b");
    scene.hook("00_first", "echo $1 first");
    scene.hook("app-json", "printf '%s app ' $1");
    CHECK(scene.plugins.answer("ask", {"x"}) == "x first\nx app x b");
}

TEST_CASE("the first failure ends the chain and is the answer") {
    PluginsScene scene;
    scene.hook("a", "echo before");
    scene.hook("b", "echo broken >&2; exit 7");
    scene.hook("c", "touch \"$(dirname \"$0\")/ran\"");
    CHECK(scene.plugins.trigger("ask", {}) == 7);
    CHECK_FALSE(std::filesystem::exists(scene.directory.path() / "c" / "ran"));
    try {
        scene.plugins.answer("ask", {});
        FAIL("no error");
    } catch (const dokku::TriggerError& error) {
        CHECK(error.status() == 7);
        CHECK(error.output() == "broken\n");
    }
}

TEST_CASE("a trigger that nobody has is no failure") {
    PluginsScene scene;
    CHECK(scene.plugins.trigger("ask", {}) == 0);
    CHECK(scene.plugins.answer("ask", {}).empty());
}

TEST_CASE("a hook that is not executable is skipped with a warning") {
    PluginsScene scene;
    scene.hook("a", "exit 1", readable);
    scene.hook("b", "echo b");
    CHECK(scene.plugins.answer("ask", {}) == "b");
    CHECK(scene.warnings == "Trigger 'ask' is not executable, skipping plugin (a)\n");
}

TEST_CASE("a plugin may be a link, and its hooks links to one program") {
    PluginsScene scene;
    const util::TemporaryDirectory elsewhere;
    util::write_file(elsewhere.path() / "program", "#!/bin/sh\nbasename $0\n", executable);
    std::filesystem::create_symlink("program", elsewhere.path() / "ask");
    std::filesystem::create_directory_symlink(elsewhere.path(), scene.directory.path() / "linked");
    CHECK(scene.plugins.answer("ask", {}) == "ask");
}

TEST_CASE("a directory or a broken link of a trigger's name is no hook") {
    PluginsScene scene;
    std::filesystem::create_directories(scene.directory.path() / "a" / "ask");
    std::filesystem::create_directories(scene.directory.path() / "b");
    std::filesystem::create_symlink("/no/such/file", scene.directory.path() / "b" / "ask");
    CHECK(scene.plugins.hooks("ask").empty());
}
