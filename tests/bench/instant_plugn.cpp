// A plugin runner that costs as little as a process can: it answers each trigger
// with what the real runner answered when it was asked first.
//   BENCH_ANSWERS=DIR   where the answers are kept, and `count`, one byte a call
//   BENCH_PLUGN=FILE    the real runner; set while answers are collected

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

/// One file name for all calls that differ in container ids and numbers alone.
std::string key_of(int count, char** words) {
    std::string key;
    for (int i = 2; i < count; ++i) {
        const std::string word = words[i];
        if (word.size() == 64) key += "ID";
        else
            for (const char c : word)
                if (std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '-') key += c;
        key += '.';
    }
    return key.substr(0, 200);
}

void collect(const std::string& file, const char* runner, char** words) {
    const int out = ::open(file.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0644);
    const pid_t child = ::fork();
    if (child == 0) {
        ::dup2(out, STDOUT_FILENO);
        ::execv(runner, words);
        ::_exit(127);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    ::fchmod(out, status == 0 ? 0644 : 0600);
}

int answer(const std::string& file) {
    const int in = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (in < 0) return 0;
    char bytes[65536];
    for (ssize_t size = ::read(in, bytes, sizeof bytes); size > 0; size = ::read(in, bytes, sizeof bytes))
        if (::write(STDOUT_FILENO, bytes, static_cast<std::size_t>(size)) < 0) return 1;
    struct stat about {};
    ::fstat(in, &about);
    return (about.st_mode & 0044) != 0 ? 0 : 1;
}

}

int main(int count, char** words) {
    const std::string directory = std::getenv("BENCH_ANSWERS");
    const std::string file = directory + "/" + key_of(count, words);
    const int calls = ::open((directory + "/count").c_str(), O_CREAT | O_APPEND | O_WRONLY | O_CLOEXEC, 0644);
    if (::write(calls, ".", 1) != 1) return 1;
    if (const char* runner = std::getenv("BENCH_PLUGN")) collect(file, runner, words);
    return answer(file);
}
