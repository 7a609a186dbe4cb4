// How fast a check reacts, against a real Engine: from an app's first listen to
// its acceptance, and from the Engine's die event to the verdict.

#include "table.hpp"

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

#include <doctest/doctest.h>

#include <cstdlib>
#include <ctime>

namespace {

using namespace bench;
using Wall = std::chrono::system_clock;

constexpr int samples = 200;
constexpr const char* image = "reaction-bench:latest";
const docker::Labels labels{{"reaction-bench", "1"}};

void build_image(docker::Client& engine) {
    const util::TemporaryDirectory context;
    util::write_file(context.path() / "Dockerfile", "FROM scratch\nCOPY app_server /app_server\n", 0644);
    util::write_file(context.path() / "app_server", *util::read_file(std::getenv("APP_SERVER")), 0755);
    const auto tar = util::run({.words = {"tar", "-C", context.path().string(), "-cf", "-", "."}});
    docker::build_image(engine, tar.output, {.tag = image}, [](std::string_view) {}, {});
}

class Reactions {
public:
    explicit Reactions(docker::Client& engine)
        : engine_(engine), containers_(engine), exits_(engine, labels) {}

    /// The app stamps the moment from which on it is reached.
    Microseconds until_accepted() {
        const std::string id = start({"/app_server", "--port=5000", "--delay=300", "--stamp"});
        check(id, {{"release", health::ReleaseCheck{}}});
        const auto accepted = Wall::now();
        const std::string log = docker::Logs(engine_).tail(id, {4096});
        const auto stamp = util::parse_number(util::trim(log.substr(log.rfind("at ") + 3)), 0, INT64_MAX);
        containers_.remove(id, docker::Containers::Force::yes);
        return std::chrono::duration_cast<Microseconds>(accepted.time_since_epoch()) -
               Microseconds(stamp.value_or(0));
    }

    Microseconds until_verdict() {
        const std::string id = start({"/app_server", "--idle", "--exit=3", "--after=300"});
        check(id, {{"uptime", health::UptimeCheck{}}});
        const auto told = Wall::now().time_since_epoch();
        const auto died = death_of(id);
        containers_.remove(id, docker::Containers::Force::yes);
        return std::chrono::duration_cast<Microseconds>(told - died);
    }

private:
    std::string start(const std::vector<std::string>& command) {
        const auto spec =
            docker::parse_run_options({"--label=reaction-bench=1"}, {.image = image, .command = command});
        const std::string id = containers_.create(spec);
        containers_.start(id);
        return id;
    }

    /// As the Engine stamped its event.
    static std::chrono::nanoseconds death_of(const std::string& id) {
        const auto events =
            util::run({.words = {"/usr/bin/docker", "events", "--since", "1m", "--until",
                                 std::to_string(std::time(nullptr) + 1), "--filter", "container=" + id,
                                 "--filter", "event=die", "--format", "{{.TimeNano}}"}});
        const auto stamp = util::parse_number(util::trim(events.output), 0, INT64_MAX);
        REQUIRE_MESSAGE(stamp, (events.output + events.error));
        return std::chrono::nanoseconds(*stamp);
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

TEST_CASE("checks react at once") {
    const auto transport = docker::make_socket_transport(docker::parse_endpoint(std::getenv("DOCKER_HOST")));
    docker::Client engine(*transport);
    build_image(engine);
    Reactions reactions(engine);
    std::vector<Microseconds> accepted, verdict;
    for (int i = 0; i < samples; ++i) {
        accepted.push_back(reactions.until_accepted());
        if (i % 10 == 0) verdict.push_back(reactions.until_verdict());
    }
    using std::chrono::milliseconds;
    line("app listens to accepted, median of " + std::to_string(samples),
         bench::milliseconds(median(accepted)), "10 ms", median(accepted) <= milliseconds(10));
    line("app listens to accepted, p99", bench::milliseconds(quantile(accepted, 0.99)), "40 ms",
         quantile(accepted, 0.99) <= milliseconds(40));
    line("die event to verdict, median", bench::milliseconds(median(verdict)), "20 ms",
         median(verdict) <= milliseconds(20));
}
