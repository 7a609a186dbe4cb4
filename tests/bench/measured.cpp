// Stands in a plugin's directory where one of its hooks stood: runs the hook as
// the runner would have, and notes in BENCH_REPORT what it took by itself.
//   BENCH_HOOK=FILE      the plugin's program
//   BENCH_REPORT=FILE    gets: wall us, processor us, largest resident KiB
//   BENCH_PATH=DIR       put in front of PATH, for a plugin runner of the bench's own

#include <sys/wait.h>
#include <unistd.h>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

namespace {

using Stopwatch = std::chrono::steady_clock;
using Microseconds = std::chrono::microseconds;

/// Children are not counted: they are other plugins.
long processor_time(pid_t process) {
    std::ifstream file("/proc/" + std::to_string(process) + "/stat");
    std::string word;
    while (file >> word && word.back() != ')') {}
    for (int field = 0; field < 11; ++field) file >> word;
    long user = 0, system = 0;
    file >> user >> system;
    return (user + system) * 1000000 / ::sysconf(_SC_CLK_TCK);
}

long largest_resident(pid_t process) {
    std::ifstream file("/proc/" + std::to_string(process) + "/status");
    for (std::string word; file >> word;)
        if (word == "VmHWM:") return file >> word, std::stol(word);
    return 0;
}

pid_t start(char** words) {
    const pid_t child = ::fork();
    if (child != 0) return child;
    if (const char* directory = std::getenv("BENCH_PATH"))
        ::setenv("PATH", (std::string(directory) + ":" + std::getenv("PATH")).c_str(), 1);
    ::execv(std::getenv("BENCH_HOOK"), words);
    ::_exit(127);
}

bool has_ended(pid_t child) {
    siginfo_t about{};
    return ::waitid(P_PID, static_cast<id_t>(child), &about, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           about.si_pid == child;
}

}

int main(int, char** words) {
    if (std::getenv("BENCH_HOOK") == nullptr) return 127;
    const auto begin = Stopwatch::now();
    const pid_t child = start(words);
    long resident = 0;
    while (!has_ended(child)) {
        resident = std::max(resident, largest_resident(child));
        std::this_thread::sleep_for(Microseconds(500));
    }
    const auto wall = std::chrono::duration_cast<Microseconds>(Stopwatch::now() - begin);
    const long processor = processor_time(child);
    int status = 0;
    ::waitpid(child, &status, 0);
    std::ofstream(std::getenv("BENCH_REPORT")) << wall.count() << ' ' << processor << ' ' << resident << '\n';
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
