#include "health/main_process.hpp"

#include "bench.hpp"

#include <doctest/doctest.h>

namespace {

/// A container whose init, process 7, has started process 9.
struct Tree {
    util::TemporaryDirectory kernel{};
    docker::Container container = running_container();

    Tree() {
        container.state.pid = 7;
        container.has_init = true;
        write("7/cgroup", cgroup());
        write("9/cgroup", cgroup());
        write("7/task/7/children", "9 ");
        write("7/stat", "7 (tini) S 1 7 7 0");
        write("9/stat", "9 (a) b) S 7 9 7 0");
        write("docker/" + container.id + "/cgroup.procs", "7\n9\n");
    }
    std::string cgroup() const { return "0::/docker/" + container.id + "\n"; }
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
    SUBCASE("the first process") {
        tree.end(7);
        CHECK(process.has_ended());
    }
    SUBCASE("the program, whose daemon lives on for a moment") {
        tree.write("12/cgroup", tree.cgroup());
        tree.write("7/task/7/children", "12 ");
        tree.end(9);
        CHECK(process.has_ended());
    }
}

TEST_CASE("a program that is its container's first process may lose a worker") {
    Tree tree;
    tree.container.has_init = false;
    const health::MainProcess process = tree.process();
    tree.end(9);
    CHECK_FALSE(process.has_ended());
}

TEST_CASE("a program that is not to be seen has not ended") {
    Tree tree;
    tree.write("7/task/7/children", "");
    const health::MainProcess process = tree.process();
    tree.end(9);
    CHECK_FALSE(process.has_ended());
}

TEST_CASE("a program that becomes a daemon is given time to end, another is not") {
    Tree tree;
    support::ManualClock clock;
    const health::MainProcess process = tree.process();
    SUBCASE("one session") {
        CHECK_FALSE(process.has_second_session(tree.kernel.path()));
        let_daemonise(process, tree.kernel.path(), clock, {});
        CHECK(clock.elapsed() == 0ms);
    }
    SUBCASE("a daemon beside the program that started it") {
        tree.write("12/stat", "12 (a) b) S 9 12 12 0");
        tree.write("docker/" + tree.container.id + "/cgroup.procs", "7\n9\n12\n");
        CHECK(process.has_second_session(tree.kernel.path()));
        clock.plan(300ms, [&] { tree.end(9); });
        let_daemonise(process, tree.kernel.path(), clock, {});
        CHECK(process.has_ended());
        CHECK(clock.elapsed() < 350ms);
    }
    SUBCASE("a supervisor, which stays") {
        tree.write("12/stat", "12 (service) S 9 12 12 0");
        tree.write("docker/" + tree.container.id + "/cgroup.procs", "7\n9\n12\n");
        let_daemonise(process, tree.kernel.path(), clock, {});
        CHECK_FALSE(process.has_ended());
        CHECK(clock.elapsed() == 1s);
    }
}
