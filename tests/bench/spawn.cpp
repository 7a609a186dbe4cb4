#include "spawn.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <stdexcept>

namespace bench {

namespace {

/// What of Dokku's environment the hooks read.
char* environment[] = {const_cast<char*>("DOKKU_ROOT=/var/lib/hookrun/apps"),
                       const_cast<char*>("DOKKU_LIB_ROOT=/var/lib/hookrun"),
                       const_cast<char*>("PLUGIN_PATH=/var/lib/hookrun/plugins"),
                       const_cast<char*>("PATH=/var/lib/hookrun/bin:/usr/bin:/bin"), nullptr};

}

Microseconds Spawned::time() const {
    std::vector<char*> arguments;
    for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
    ::posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    const auto begin = std::chrono::steady_clock::now();
    pid_t child = 0;
    const int error =
        ::posix_spawn(&child, program.c_str(), &actions, nullptr, arguments.data(), environment);
    int status = 0;
    ::waitpid(child, &status, 0);
    const auto end = std::chrono::steady_clock::now();
    ::posix_spawn_file_actions_destroy(&actions);
    if (error != 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
        throw std::runtime_error("cannot run " + words[0]);
    return std::chrono::duration_cast<Microseconds>(end - begin);
}

}
