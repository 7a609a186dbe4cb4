// What a deploy costs beside what the Engine asks of anybody, and beside the
// docker command. Run by tests/bench/run.

#include "floor.hpp"
#include "measured_hook.hpp"

#include "util/text.hpp"

#include <doctest/doctest.h>

#include <sys/resource.h>

using namespace bench;

namespace {

constexpr int rounds = 3;

using e2e::host;

std::string count_of(int containers) {
    return std::to_string(containers) + (containers == 1 ? " container" : " containers");
}

struct Scaled {
    e2e::TestApp app;
    explicit Scaled(int containers, const std::string& flags = "") : app("bench") {
        host().must({"ps:scale", "bench", "web=" + std::to_string(containers)});
        host().must({"config:set", "--no-restart", "bench", "DOKKU_WAIT_TO_RETIRE=1"});
        app.must_push({{"web", "--port=5000 " + flags}}, "5000");
    }
    /// So that the next deploy has no predecessors.
    void stop() const {
        host().must({"ps:stop", "bench"});
        let_retire(app);
    }
};

Microseconds own_processor_time() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    const auto micros = [](const timeval& time) {
        return Microseconds(time.tv_sec * 1000000 + time.tv_usec);
    };
    return micros(usage.ru_utime) + micros(usage.ru_stime);
}

struct Series {
    std::vector<Microseconds> ours, floor, command_line;

    void judge(const std::string& what) const {
        const auto ours_median = median(ours), floor_median = median(floor);
        const auto bound = floor_median * 11 / 10 + std::chrono::milliseconds(30);
        line(what,
             milliseconds(ours_median) + " = " +
                 decimal(double(ours_median.count()) / double(floor_median.count())) + " x",
             "1.10 x " + milliseconds(floor_median) + " + 30 ms", ours_median <= bound);
        if (command_line.empty()) return;
        const auto commands = median(command_line);
        line(what + ", one docker process a call",
             milliseconds(commands) + " = " +
                 decimal(double(commands.count()) / double(floor_median.count())) + " x");
    }
};

/// The same deploys in every way, each time as the first one and beside predecessors.
class Comparison {
public:
    explicit Comparison(int containers) : containers_(containers), scaled_(containers) {}

    void run() {
        for (int round = 0; round < rounds_of_deploys(); ++round) {
            // By turns, since the Engine still clears up behind whoever was before.
            const bool bare_first = round % 2 != 0;
            if (!bare_first) deploy();
            deploy_bare();
            if (bare_first) deploy();
            if (containers_ <= 5 && round < rounds) deploy_with_commands();
        }
        first_.judge("first deploy of " + count_of(containers_));
        second_.judge("later deploy of " + count_of(containers_));
    }

private:
    /// How long the Engine takes for the same calls varies by a tenth and more.
    int rounds_of_deploys() const { return containers_ <= 20 ? 9 : 5; }

    std::string serving() const { return scaled_.app.serving().begin()->second; }

    void deploy() {
        scaled_.stop();
        first_.ours.push_back(deploy_.run().wall);
        let_retire(scaled_.app);
        second_.ours.push_back(deploy_.run().wall);
        let_retire(scaled_.app);
    }

    void deploy_bare() {
        Floor floor(serving());
        first_.floor.push_back(floor.deploy(containers_));
        second_.floor.push_back(floor.deploy(containers_));
        floor.retire_all();
    }

    void deploy_with_commands() {
        CommandLine commands(serving());
        first_.command_line.push_back(commands.deploy(containers_));
        second_.command_line.push_back(commands.deploy(containers_));
    }

    int containers_;
    Scaled scaled_;
    MeasuredDeploy deploy_{"bench"};
    Series first_;
    Series second_;
};

}

TEST_CASE("deploys of 1, 5, 20 and 50 containers cost little beside the Engine's own time") {
    for (const int containers : {1, 5, 20, 50}) Comparison(containers).run();
}

TEST_CASE("what a trigger costs is counted apart") {
    const Scaled scaled(1);
    MeasuredDeploy deploy("bench");
    std::vector<Microseconds> instant, on_host;
    int triggers = 0;
    for (int round = 0; round < rounds; ++round) {
        let_retire(scaled.app);
        const Cost cost = deploy.run();
        triggers = cost.triggers;
        instant.push_back(cost.wall);
        let_retire(scaled.app);
        on_host.push_back(deploy.run_on_host().wall);
    }
    line("triggers asked by a deploy of 1 container", std::to_string(triggers));
    line("the same on the standalone host", milliseconds(median(on_host)) + ", " +
                                                milliseconds((median(on_host) - median(instant)) / triggers) +
                                                " a trigger");
}

TEST_CASE("scheduler-deploy itself costs little processor time and memory") {
    for (const int containers : {1, 50}) {
        const Scaled scaled(containers);
        MeasuredDeploy deploy("bench");
        std::vector<Microseconds> processor;
        long resident = 0;
        for (int round = 0; round < rounds; ++round) {
            let_retire(scaled.app);
            const Cost cost = deploy.run();
            processor.push_back(cost.processor);
            resident = std::max(resident, cost.resident_kib);
        }
        const std::string of = " of a deploy of " + count_of(containers);
        Floor floor(scaled.app.serving().begin()->second);
        floor.deploy(containers);
        const Microseconds before = own_processor_time();
        floor.deploy(containers);
        line("processor time of the bare calls for " + count_of(containers),
             milliseconds(own_processor_time() - before));
        const auto bound = std::chrono::milliseconds(20 + 4 * containers);
        line("processor time" + of, milliseconds(median(processor)), milliseconds(bound),
             median(processor) <= bound);
        const long most = containers == 1 ? 24 : 48;
        line("resident memory" + of, decimal(double(resident) / 1024) + " MiB", std::to_string(most) + " MiB",
             resident <= most * 1024);
    }
}

TEST_CASE("waiting for an app costs less than a hundredth of a processor") {
    constexpr std::chrono::seconds boot{60};
    const Scaled scaled(1);
    MeasuredDeploy quick("bench");
    let_retire(scaled.app);
    const auto without = quick.run().processor;
    host().must({"config:set", "--no-restart", "bench", "RELEASE_HEALTHCHECK_TIMEOUT=120"});
    e2e::TestApp slow("slow-boot");
    host().must({"config:set", "--no-restart", "slow-boot", "DOKKU_WAIT_TO_RETIRE=1",
                 "RELEASE_HEALTHCHECK_TIMEOUT=120"});
    slow.must_push({{"web", "--port=5000 --delay=" + std::to_string(boot.count() * 1000)}}, "5000");
    MeasuredDeploy patient("slow-boot");
    const auto with = patient.run().processor;
    const double share = double((with - without).count()) / double(Microseconds(boot).count());
    line("processor while an app boots for 60 s", decimal(share * 100) + " %", "1 %", share < 0.01);
}
