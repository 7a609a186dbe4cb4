#include "health/activity.hpp"

#include <doctest/doctest.h>

using namespace std::chrono_literals;

namespace {

struct Files {
    util::TemporaryDirectory directory{};
    health::Process process{7, "abc123", directory.path() / "proc"};

    void write(const std::string& path, const std::string& bytes) const {
        util::write_file(directory.path() / path, bytes);
    }
    std::optional<std::chrono::nanoseconds> read() const {
        return health::cpu_time(process, directory.path() / "cgroup");
    }
};

}

TEST_CASE("the CPU time of a container is read from its cgroup") {
    const Files files;
    SUBCASE("version 1") {
        files.write("proc/7/cgroup", "4:cpu,cpuacct:/docker/abc123\n0::/\n");
        files.write("cgroup/cpu,cpuacct/docker/abc123/cpuacct.usage", "1234567890\n");
        CHECK(files.read() == 1234567890ns);
    }
    SUBCASE("version 2") {
        files.write("proc/7/cgroup", "0::/system.slice/docker-abc123.scope\n");
        files.write("cgroup/system.slice/docker-abc123.scope/cpu.stat",
                    "nr_periods 0\nusage_usec 5000\nuser_usec 1\n");
        CHECK(files.read() == 5ms);
    }
    SUBCASE("not to be had") {
        files.write("proc/7/cgroup", "0::/docker/abc123\n");
        CHECK_FALSE(files.read());
    }
    SUBCASE("nonsense") {
        files.write("proc/7/cgroup", "0\n::\n0::docker/abc123\n0::/docker/abc123\n");
        files.write("cgroup/docker/abc123/cpu.stat", "usage_usec many\n");
        CHECK_FALSE(files.read());
    }
}

TEST_CASE("processes that the memory limit killed are counted by the cgroup") {
    const Files files;
    const auto kills = [&files] {
        return health::oom_kills(files.process, files.directory.path() / "cgroup");
    };
    SUBCASE("version 1") {
        files.write("proc/7/cgroup", "4:memory:/docker/abc123\n0::/\n");
        files.write("cgroup/memory/docker/abc123/memory.oom_control",
                    "oom_kill_disable 0\nunder_oom 0\noom_kill 3\n");
        CHECK(kills() == 3);
    }
    SUBCASE("version 2") {
        files.write("proc/7/cgroup", "0::/docker/abc123\n");
        files.write("cgroup/docker/abc123/memory.events", "low 0\noom 2\noom_kill 1\noom_group_kill 0\n");
        CHECK(kills() == 1);
    }
    SUBCASE("not to be had") {
        files.write("proc/7/cgroup", "0::/docker/abc123\n");
        CHECK_FALSE(kills());
    }
}
