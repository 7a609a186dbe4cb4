// How fast a check reacts, against a real Engine: from an app's first listen to
// its acceptance, and from a container's end to the verdict. Prints medians and
// the longest of each; fails nothing, since a machine may be slow.

#include "docker/build.hpp"
#include "docker/containers.hpp"
#include "docker/engine.hpp"
#include "docker/logs.hpp"
#include "docker/run_options.hpp"
#include "health/checker.hpp"
#include "util/file.hpp"
#include "util/process.hpp"
#include "util/text.hpp"
#include "util/timestamp.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace {

using Microseconds = std::chrono::microseconds;
using Wall = std::chrono::system_clock;

constexpr int rounds = 15;
constexpr const char* image = "reaction-bench:latest";
const docker::Labels labels{{"reaction-bench", "1"}};

struct Reaction {
    std::vector<Microseconds> times;

    void print(const char* what) {
        std::sort(times.begin(), times.end());
        std::printf("%-32s median %6.1f ms, longest %6.1f ms of %zu\n", what,
                    static_cast<double>(times[times.size() / 2].count()) / 1000,
                    static_cast<double>(times.back().count()) / 1000, times.size());
    }
};

void build_image(docker::Client& engine) {
    const util::TemporaryDirectory context;
    util::write_file(context.path() / "Dockerfile", "FROM scratch\nCOPY app_server /app_server\n", 0644);
    util::write_file(context.path() / "app_server", *util::read_file(std::getenv("APP_SERVER")), 0755);
    const auto tar = util::run({.words = {"tar", "-C", context.path().string(), "-cf", "-", "."}});
    docker::build_image(engine, tar.output, {.tag = image}, [](std::string_view) {}, {});
}

class Bench {
public:
    explicit Bench(docker::Client& engine) : engine_(engine), containers_(engine), exits_(engine, labels) {}

    /// The app stamps the moment from which on it is reached.
    Microseconds until_accepted() {
        const std::string id = start({"/app_server", "--port=5000", "--delay=300", "--stamp"});
        check(id, {{"release", health::ReleaseCheck{}}});
        const auto accepted = Wall::now();
        const std::string log = docker::Logs(engine_).tail(id, 4096);
        const auto stamp = util::parse_number(util::trim(log.substr(log.rfind("at ") + 3)), 0, INT64_MAX);
        containers_.remove(id, docker::Containers::Force::yes);
        return std::chrono::duration_cast<Microseconds>(accepted.time_since_epoch()) -
               Microseconds(stamp.value_or(0));
    }

    Microseconds until_verdict() {
        const std::string id = start({"/app_server", "--idle", "--exit=3", "--after=300"});
        check(id, {{"uptime", health::UptimeCheck{}}});
        const util::Timestamp told = std::chrono::time_point_cast<Microseconds>(Wall::now());
        const auto finished = util::parse_timestamp(containers_.inspect(id).state.finished_at);
        containers_.remove(id, docker::Containers::Force::yes);
        return told - finished.value_or(told);
    }

private:
    std::string start(const std::vector<std::string>& command) {
        const auto spec =
            docker::parse_run_options({"--label=reaction-bench=1"}, {.image = image, .command = command});
        const std::string id = containers_.create(spec);
        containers_.start(id);
        return id;
    }

    void check(const std::string& id, const std::vector<health::Check>& checks) {
        const health::Subject subject{
            .label = "bench", .container_id = id, .ip_address = containers_.inspect(id).ip_address()};
        health::check_container(subject, checks, {engine_, clock_, exits_, [](const std::string&) {}}, {});
    }

    docker::Client& engine_;
    docker::Containers containers_;
    health::ExitWatch exits_;
    util::SystemClock clock_;
};

}

int main() {
    const auto transport = docker::make_socket_transport(docker::parse_endpoint(std::getenv("DOCKER_HOST")));
    docker::Client engine(*transport);
    build_image(engine);
    Bench bench(engine);
    Reaction accepted, verdict;
    for (int i = 0; i < rounds; ++i) {
        accepted.times.push_back(bench.until_accepted());
        verdict.times.push_back(bench.until_verdict());
    }
    accepted.print("app listens -> accepted");
    verdict.print("container ends -> verdict");
}
