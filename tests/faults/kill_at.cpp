// Preloaded into a trigger of the plugin: kills it with SIGKILL at its Nth step that
// leaves a trace outside, a rename(2), an unlink(2) or a message to the Engine.
//   KILL_TRIGGER=T      which one (scheduler-deploy)
//   KILL_AT=N           the step, counted from 1
//   KILL_WHEN=after     once the step is done; else before it
//   KILL_COUNT_FILE=F   writes how many steps there have been so far to F

#include <dlfcn.h>
#include <sys/socket.h>
#include <unistd.h>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

std::atomic<int> steps = 0;

bool is_watched() {
    const char* trigger = std::getenv("KILL_TRIGGER");
    return std::strcmp(program_invocation_short_name, trigger != nullptr ? trigger : "scheduler-deploy") == 0;
}

void note_count(int count) {
    const char* file = std::getenv("KILL_COUNT_FILE");
    if (file == nullptr) return;
    if (std::FILE* out = std::fopen(file, "w")) {
        std::fprintf(out, "%d\n", count);
        std::fclose(out);
    }
}

template <typename Call>
auto step(Call call) {
    if (!is_watched()) return call();
    const int number = ++steps;
    note_count(number);
    const char* at = std::getenv("KILL_AT");
    const char* when = std::getenv("KILL_WHEN");
    const bool here = at != nullptr && std::atoi(at) == number;
    const bool after = when != nullptr && std::strcmp(when, "after") == 0;
    if (here && !after) ::kill(::getpid(), SIGKILL);
    const auto result = call();
    if (here) ::kill(::getpid(), SIGKILL);
    return result;
}

template <typename Function>
Function* real(const char* name) {
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

}

extern "C" int rename(const char* from, const char* to) noexcept {
    static auto* const call = real<int(const char*, const char*)>("rename");
    return step([=] { return call(from, to); });
}

extern "C" int unlink(const char* path) noexcept {
    static auto* const call = real<int(const char*)>("unlink");
    return step([=] { return call(path); });
}

extern "C" ssize_t sendmsg(int socket, const msghdr* message, int flags) {
    static auto* const call = real<ssize_t(int, const msghdr*, int)>("sendmsg");
    return step([=] { return call(socket, message, flags); });
}
