#include "host/account.hpp"

#include "util/error.hpp"
#include "util/process.hpp"

#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cstdlib>

namespace host {

namespace {

std::string name_of(uid_t user) {
    const passwd* entry = ::getpwuid(user);
    return entry != nullptr ? entry->pw_name : std::to_string(user);
}

void become(const passwd& account) {
    if (::initgroups(account.pw_name, account.pw_gid) != 0 || ::setgid(account.pw_gid) != 0 ||
        ::setuid(account.pw_uid) != 0)
        util::throw_errno(std::string("cannot become user ") + account.pw_name);
    ::setenv("USER", account.pw_name, 1);
    ::setenv("LOGNAME", account.pw_name, 1);
    ::setenv("HOME", account.pw_dir, 1);
}

/// The directory we were started in may be closed to the new account.
void leave_closed_directory(const Roots& roots) {
    if (::access(".", X_OK) != 0 && ::chdir(roots.root.c_str()) != 0)
        util::throw_errno("cannot enter " + roots.root.string());
}

void run_or_throw(const std::vector<std::string>& words) {
    const util::Ended ended = util::run({.words = words});
    if (ended.status != 0) throw util::Error(words.at(0) + " failed: " + ended.error);
}

}

void become_owner(const Roots& roots) {
    struct stat status {};
    if (::stat(roots.root.c_str(), &status) != 0)
        throw util::Error("there is no " + roots.root.string() + " yet: run hookrun setup as root first");
    if (status.st_uid == ::geteuid()) return;
    if (::geteuid() != 0)
        throw util::Error(roots.root.string() + " belongs to user " + name_of(status.st_uid) +
                          ": run hookrun as that user or as root");
    const passwd* owner = ::getpwuid(status.st_uid);
    if (owner == nullptr)
        throw util::Error(roots.root.string() + " belongs to user " + std::to_string(status.st_uid) +
                          ", who has no account");
    become(*owner);
    leave_closed_directory(roots);
}

bool create_account(const std::string& name, const util::Path& home) {
    if (::getpwnam(name.c_str()) == nullptr)
        run_or_throw(
            {"useradd", "--system", "--user-group", "--home-dir", home, "--shell", "/bin/bash", name});
    if (::getgrnam(engine_group) == nullptr) return false;
    run_or_throw({"usermod", "--append", "--groups", engine_group, name});
    return true;
}

void give_to(const std::string& account, const util::Path& directory) {
    run_or_throw({"chown", "--recursive", "--no-dereference", account + ":", directory});
}

void give_alone(const std::string& account, const util::Path& directory) {
    run_or_throw({"chown", account + ":", directory});
}

}
