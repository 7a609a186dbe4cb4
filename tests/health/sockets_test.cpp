#include "health/sockets.hpp"
#include "health/attempt.hpp"

#include <doctest/doctest.h>

namespace {

constexpr const char* heading =
    "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";

/// A /proc of one process, made by hand.
class FakeProc {
public:
    FakeProc(const std::string& cgroup, const std::string& tcp, const std::string& tcp6 = {}) {
        util::make_directory(directory_.path() / "7" / "net");
        util::write_file(directory_.path() / "7" / "cgroup", cgroup);
        util::write_file(directory_.path() / "7" / "net" / "tcp", heading + tcp);
        util::write_file(directory_.path() / "7" / "net" / "tcp6", heading + tcp6);
    }
    health::SocketReading read(const std::string& id = "abc123", int pid = 7) const {
        return health::read_sockets({pid, id, directory_.path()});
    }

private:
    util::TemporaryDirectory directory_;
};

health::SocketTable read(std::string_view text, health::Family family) {
    health::SocketTable table;
    health::read_rows(text, family, table);
    return table;
}

}

TEST_CASE("listeners and connections being made are read from the kernel's tables") {
    const auto v4 = read(
        "   0: 0100007F:1388 00000000:0000 0A 00000000:00000000\n"
        "   1: 00000000:1F90 00000000:0000 0A 00000000:00000000\n"
        "   2: 020011AC:A2C4 030011AC:1538 02 00000001:00000000\n"
        "   3: 020011AC:1388 010011AC:A2C4 01 00000000:00000000\n",
        health::Family::ipv4);
    REQUIRE(v4.listeners.size() == 2);
    CHECK(v4.listeners[0] == health::Socket{"127.0.0.1", 5000, false});
    CHECK(v4.listeners[1] == health::Socket{"0.0.0.0", 8080, false});
    CHECK(v4.waiting_for == std::vector<health::Socket>{{"172.17.0.3", 5432, false}});

    const auto v6 = read(
        "   0: 00000000000000000000000000000000:1388 00000000000000000000000000000000:0000 0A 0\n"
        "   1: 00000000000000000000000001000000:1389 00000000000000000000000000000000:0000 0A 0\n"
        "   2: 0000000000000000FFFF00000100007F:138A 00000000000000000000000000000000:0000 0A 0\n",
        health::Family::ipv6);
    REQUIRE(v6.listeners.size() == 3);
    CHECK(to_string(v6.listeners[0]) == "[::]:5000");
    CHECK(to_string(v6.listeners[1]) == "[::1]:5001");
    CHECK(to_string(v6.listeners[2]) == "127.0.0.1:5002");
}

TEST_CASE("the Engine's name server is not the app's") {
    CHECK(read("   0: 0B00007F:A5B7 00000000:0000 0A 0\n", health::Family::ipv4).listeners.empty());
}

TEST_CASE("rows that are none are skipped") {
    for (const char* text :
         {"", "\n\n", "x", "0: 0100007F:1388", "0: zz00007F:1388 00000000:0000 0A", "0: 0100007F 00000000 0A",
          "0: 0100007F:13888 00000000:0000 0A", "0: 0100007F0:1388 00000000:0000 0A"}) {
        CAPTURE(text);
        CHECK(read(text, health::Family::ipv4).listeners.empty());
    }
}

TEST_CASE("a table is trusted only when the process is the container's") {
    const std::string listener = "   0: 00000000:1388 00000000:0000 0A 0\n";
    SUBCASE("cgroup version 1") {
        const auto reading =
            FakeProc("9:name=systemd:/docker/abc123\n2:cpu:/docker/abc123\n", listener).read();
        REQUIRE(reading.table);
        CHECK(reading.table->listeners.size() == 1);
    }
    SUBCASE("cgroup version 2") {
        CHECK(FakeProc("0::/system.slice/docker-abc123.scope\n", listener).read().table);
    }
    SUBCASE("somebody else's process") {
        const auto reading = FakeProc("0::/user.slice\n", listener).read();
        CHECK_FALSE(reading.table);
        CHECK(reading.because == "process 7 is not visible here as the container's");
    }
    SUBCASE("no such process") {
        CHECK_FALSE(FakeProc("0::/docker/abc123\n", listener).read("abc123", 8).table);
        CHECK_FALSE(FakeProc("0::/docker/abc123\n", listener).read("abc123", 0).table);
    }
}

TEST_CASE("with host networking only what is new counts") {
    const health::Socket ssh{"0.0.0.0", 22, false}, app{"0.0.0.0", 5000, false};
    CHECK(health::without({ssh, app}, {ssh}) == std::vector<health::Socket>{app});
}
