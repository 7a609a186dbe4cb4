#pragma once

#include "health/checker.hpp"

#include "fake_engine.hpp"
#include "support/manual_clock.hpp"
#include "support/scripted_server.hpp"

#include <array>

using namespace std::chrono_literals;
using health::Code;
using support::ScriptedServer;

/// One container of a fake Engine that is checked on a clock turned by hand.
struct Bench {
    FakeEngine engine{};
    support::ManualClock clock{};
    std::vector<std::string> notices{};
    health::Subject subject{.label = "web.1", .container_id = FakeEngine::id, .ip_address = "127.0.0.1"};
    std::stop_source stop{};
    util::TemporaryDirectory kernel{};

    Bench() { engine.set(running_container()); }

    health::Verdict check(const std::vector<health::Check>& checks) { return check_on(clock, checks); }

    health::Verdict check_on(util::Clock& other, const std::vector<health::Check>& checks) {
        health::ExitWatch exits(engine.client, {});
        const auto keep = [this](const std::string& line) { notices.push_back(line); };
        const health::Surroundings surroundings{
            engine.client, other, exits, keep, kernel.path() / "proc", kernel.path() / "cgroup"};
        return health::check_container(subject, checks, surroundings, stop.get_token());
    }

    std::vector<health::Verdict> check_each(const std::vector<health::Check>& checks) {
        health::ExitWatch exits(engine.client, {});
        return health::check_each(subject, checks, {engine.client, clock, exits, {}}, stop.get_token());
    }

    void set(const std::function<void(docker::Container&)>& change) {
        docker::Container container = running_container();
        change(container);
        engine.set(container);
    }
};

/// A container whose process and sockets are to be seen.
struct VisibleBench : Bench {
    VisibleBench() {
        set([](auto& container) { container.state.pid = 7; });
        write("proc/7/cgroup", std::string("0::/docker/") + FakeEngine::id + "\n");
        listen("");
    }
    void write(const std::string& path, const std::string& bytes) const {
        util::write_file(kernel.path() / path, bytes);
    }
    void listen(const std::string& rows) const { write("proc/7/net/tcp", "  sl  local_address\n" + rows); }
    void use_cpu(std::chrono::microseconds used) const {
        write(std::string("cgroup/docker/") + FakeEngine::id + "/cpu.stat",
              "usage_usec " + std::to_string(used.count()) + "\n");
    }
};

/// A row of a listener, its address and port as the kernel writes them.
inline std::string listener(const std::string& address, int port) {
    std::array<char, 8> hex{};
    std::snprintf(hex.data(), hex.size(), "%04X", static_cast<unsigned>(port));
    return "   0: " + address + ":" + hex.data() + " 00000000:0000 0A 0\n";
}
