#include "health/observer.hpp"

#include "docker/logs.hpp"
#include "health/activity.hpp"
#include "util/timestamp.hpp"

#include <algorithm>

namespace health {

namespace {

constexpr util::Milliseconds recent = std::chrono::seconds(10);
/// A shorter stretch says nothing.
constexpr util::Milliseconds shortest_stretch = std::chrono::seconds(1);
/// A program that waits wakes up now and then; one that boots uses more than 2 % of a CPU.
constexpr int idle_share = 50;

}

Observer::Observer(const Probing& probing)
    : probing_(probing),
      process_{probing.container.state.pid, probing.container.id, probing.surroundings.proc} {}

void Observer::look() {
    sockets_ = read_sockets(process_);
    if (sockets_.table && probing_.subject.host_network)
        sockets_.table->listeners = without(sockets_.table->listeners, probing_.subject.listeners_before);
    if (const auto cpu = cpu_time(process_, probing_.surroundings.cgroups))
        samples_.push_back({probing_.surroundings.clock.now(), *cpu});
    oom_kills_ = health::oom_kills(process_, probing_.surroundings.cgroups).value_or(oom_kills_);
}

bool Observer::uses_cpu() const {
    if (samples_.empty()) return false;
    const Sample& now = samples_.back();
    const auto before = std::find_if(samples_.rbegin(), samples_.rend(), [&](const Sample& sample) {
        return now.at - sample.at >= shortest_stretch;
    });
    return before != samples_.rend() && now.cpu - before->cpu > (now.at - before->at) / idle_share;
}

bool Observer::writes_output() const {
    std::optional<util::Timestamp> last;
    docker::Logs(probing_.surroundings.engine)
        .follow(
            probing_.container.id, {.tail = 1, .timestamps = true},
            [&last](std::string_view line) { last = util::parse_timestamp(line.substr(0, line.find(' '))); },
            probing_.stop);
    return last && probing_.surroundings.clock.epoch() - last->time_since_epoch() <= recent;
}

bool Observer::is_busy() const { return uses_cpu() || writes_output(); }

}
