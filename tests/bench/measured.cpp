// Stands in a plugin's directory where one of its hooks stood: runs the hook as
// the runner would have, and notes in BENCH_REPORT what it took by itself.
//   BENCH_HOOK=FILE      the plugin's program
//   BENCH_REPORT=FILE    gets: wall us, processor us, largest resident KiB
//   BENCH_PATH=DIR       put in front of PATH, for a plugin runner of the bench's own

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

namespace {

using Stopwatch = std::chrono::steady_clock;
using Microseconds = std::chrono::microseconds;

/// Its children are not counted: they are other plugins.
long processor_time(pid_t process) {
    std::ifstream file("/proc/" + std::to_string(process) + "/stat");
    std::string word;
    while (file >> word && word.back() != ')') {}
    for (int field = 0; field < 11; ++field) file >> word;
    long user = 0, system = 0;
    file >> user >> system;
    return (user + system) * 1000000 / ::sysconf(_SC_CLK_TCK);
}

pid_t start(char** words) {
    const pid_t child = ::fork();
    if (child != 0) return child;
    if (const char* directory = std::getenv("BENCH_PATH"))
        ::setenv("PATH", (std::string(directory) + ":" + std::getenv("PATH")).c_str(), 1);
    ::execv(std::getenv("BENCH_HOOK"), words);
    ::_exit(127);
}

/// It stays a zombie, whose processor time can be read.
void await_end(pid_t child) {
    siginfo_t about{};
    while (::waitid(P_PID, static_cast<id_t>(child), &about, WEXITED | WNOWAIT) == -1 && errno == EINTR) {}
}

}

int main(int, char** words) {
    if (std::getenv("BENCH_HOOK") == nullptr) return 127;
    const auto begin = Stopwatch::now();
    const pid_t child = start(words);
    await_end(child);
    const auto wall = std::chrono::duration_cast<Microseconds>(Stopwatch::now() - begin);
    const long processor = processor_time(child);
    int status = 0;
    rusage usage{};
    ::wait4(child, &status, 0, &usage);
    std::ofstream(std::getenv("BENCH_REPORT"))
        << wall.count() << ' ' << processor << ' ' << usage.ru_maxrss << '\n';
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
