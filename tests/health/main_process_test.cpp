#include "health/main_process.hpp"

#include "bench.hpp"

#include <doctest/doctest.h>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <array>
#include <csignal>

namespace {

/// Does nothing, in our session or in one of its own, until the end of the scope.
class Sleeper {
public:
    enum class Session { ours, own };

    explicit Sleeper(Session session) {
        std::array<int, 2> ready{};
        REQUIRE(::pipe2(ready.data(), O_CLOEXEC) == 0);
        pid_ = ::fork();
        if (pid_ == 0) {
            if (session == Session::own) ::setsid();
            ::close(ready[1]);
            for (;;) ::pause();
        }
        ::close(ready[1]);
        char nothing = 0;
        CHECK(::read(ready[0], &nothing, 1) == 0);
        ::close(ready[0]);
    }
    Sleeper(const Sleeper&) = delete;
    Sleeper& operator=(const Sleeper&) = delete;
    ~Sleeper() {
        ::kill(pid_, SIGKILL);
        ::waitpid(pid_, nullptr, 0);
    }
    int pid() const { return pid_; }

private:
    pid_t pid_ = 0;
};

/// A container whose init has started a program.
struct Tree {
    util::TemporaryDirectory kernel{};
    docker::Container container = running_container();
    int init;
    int program;

    explicit Tree(int init_pid = 7, int program_pid = 9) : init(init_pid), program(program_pid) {
        container.state.pid = init;
        container.has_init = true;
        add(init);
        add(program);
        start_from_init(program);
        list({init, program});
    }
    void add(int pid) const { write(std::to_string(pid) + "/cgroup", "0::/docker/" + container.id + "\n"); }
    void start_from_init(int pid) const {
        write(std::to_string(init) + "/task/" + std::to_string(init) + "/children",
              std::to_string(pid) + " ");
    }
    void list(std::initializer_list<int> pids) const {
        std::string lines;
        for (const int pid : pids) lines += std::to_string(pid) + "\n";
        write("docker/" + container.id + "/cgroup.procs", lines);
    }
    void write(const std::string& path, const std::string& bytes) const {
        util::write_file(kernel.path() / path, bytes);
    }
    void end(int pid) const { util::remove_directory(kernel.path() / std::to_string(pid)); }
    health::MainProcess process() const { return {container, kernel.path()}; }
};

}

TEST_CASE("a container has ended when its first process has, or the program that init started") {
    Tree tree;
    const health::MainProcess process = tree.process();
    CHECK_FALSE(process.has_ended());
    SUBCASE("the first process, with all that it has started") {
        tree.end(tree.program);
        tree.end(tree.init);
        CHECK(process.has_ended());
    }
    SUBCASE("the program, whose daemon lives on for a moment") {
        tree.add(12);
        tree.start_from_init(12);
        tree.end(tree.program);
        CHECK(process.has_ended());
    }
}

TEST_CASE("a program that is its container's first process may lose a worker") {
    Tree tree;
    tree.container.has_init = false;
    const health::MainProcess process = tree.process();
    tree.end(tree.program);
    CHECK_FALSE(process.has_ended());
}

TEST_CASE("a program that is not to be seen has not ended") {
    Tree tree;
    tree.write("7/task/7/children", "");
    const health::MainProcess process = tree.process();
    tree.end(tree.program);
    CHECK_FALSE(process.has_ended());
}

TEST_CASE("a program that becomes a daemon is given time to end, another is not") {
    const Sleeper init(Sleeper::Session::ours), program(Sleeper::Session::ours);
    Tree tree(init.pid(), program.pid());
    support::ManualClock clock;
    const health::MainProcess process = tree.process();
    SUBCASE("one session") {
        CHECK_FALSE(process.has_second_session(tree.kernel.path()));
        let_daemonise(process, tree.kernel.path(), clock, {});
        CHECK(clock.elapsed() == 0ms);
    }
    SUBCASE("a process that is gone again") {
        int gone = 0;
        { gone = Sleeper(Sleeper::Session::own).pid(); }
        tree.list({init.pid(), program.pid(), gone});
        CHECK_FALSE(process.has_second_session(tree.kernel.path()));
    }
    SUBCASE("a daemon beside the program that started it") {
        const Sleeper daemon(Sleeper::Session::own);
        tree.list({init.pid(), program.pid(), daemon.pid()});
        CHECK(process.has_second_session(tree.kernel.path()));
        clock.plan(300ms, [&] { tree.end(program.pid()); });
        let_daemonise(process, tree.kernel.path(), clock, {});
        CHECK(process.has_ended());
        CHECK(clock.elapsed() < 350ms);
    }
    SUBCASE("a supervisor, which stays") {
        const Sleeper service(Sleeper::Session::own);
        tree.list({init.pid(), program.pid(), service.pid()});
        let_daemonise(process, tree.kernel.path(), clock, {});
        CHECK_FALSE(process.has_ended());
        CHECK(clock.elapsed() == 1s);
    }
}
