#include "host/git_repository.hpp"

#include "util/error.hpp"
#include "util/process.hpp"
#include "util/text.hpp"

#include <cstdlib>

namespace host {

namespace {

constexpr mode_t executable = 0755;

/// The app is whatever the directory is called by then: it may be renamed.
std::string pre_receive_hook(const util::Path& hookrun, const util::Path& root) {
    return "#!/bin/sh\n"
           "HOOKRUN_ROOT=" +
           util::shell_command({root}) + " exec " + util::shell_command({hookrun}) +
           " git-hook \"$(basename \"$PWD\")\"\n";
}

}

void GitRepository::create(const util::Path& hookrun, const util::Path& root) const {
    const util::Ended ended = util::run(
        {.words = {"git", "init", "--quiet", "--bare", "--initial-branch=main", "--template=", directory_}},
        stop_);
    if (ended.status != 0) throw util::Error("git init failed: " + ended.error);
    util::write_file(directory_ / "hooks" / "pre-receive", pre_receive_hook(hookrun, root), executable);
}

std::string GitRepository::deployed_revision() const {
    return std::string(util::trim(git(
        {"for-each-ref", "--count=1", "--format=%(objectname)", "refs/heads/main", "refs/heads/master"})));
}

void GitRepository::take_all_from(const GitRepository& other) const {
    git({"fetch", "--quiet", other.directory_, "+refs/*:refs/*"});
}

void GitRepository::archive(const std::string& revision, const util::Path& tar_file) const {
    git({"archive", "--format=tar", "--output=" + tar_file.string(), revision});
}

std::string GitRepository::git(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"git", "--git-dir=" + directory_.string()});
    const util::Ended ended = util::run({.words = arguments}, stop_);
    if (ended.status != 0) throw util::Error("git " + arguments[2] + " failed: " + ended.error);
    return ended.output;
}

void forget_git_environment() {
    for (const char* name :
         {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY",
          "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH", "GIT_PREFIX", "GIT_PUSH_OPTION_COUNT"})
        ::unsetenv(name);
}

}
