#include "docker/engine.hpp"
#include "docker/build.hpp"
#include "docker/containers.hpp"
#include "docker/events.hpp"
#include "docker/exec.hpp"
#include "docker/images.hpp"
#include "docker/logs.hpp"
#include "docker/networks.hpp"
#include "docker/run_options.hpp"
#include "util/error.hpp"
#include "util/file.hpp"
#include "util/parallel.hpp"
#include "util/process.hpp"
#include "util/text.hpp"

#include <doctest/doctest.h>

#include <unistd.h>
#include <cstdlib>
#include <latch>

using namespace std::chrono_literals;

namespace {

using docker::Container;
using docker::Containers;

/// Names that no other run uses.
std::string unique(const std::string& name) {
    static const auto beginning = std::chrono::system_clock::now().time_since_epoch().count();
    return "engine-test-" + name + "-" + std::to_string(::getpid()) + "-" + std::to_string(beginning);
}

/// The Engine that DOCKER_HOST names.
class Engine {
public:
    Engine() : transport_(docker::make_socket_transport(endpoint())), client(*transport_) {}

private:
    static docker::Endpoint endpoint() {
        const char* host = std::getenv("DOCKER_HOST");
        return docker::parse_endpoint(host == nullptr ? "" : host);
    }
    std::unique_ptr<docker::Transport> transport_;

public:
    docker::Client client;
    Containers containers{client};
    docker::Images images{client};
    docker::Networks networks{client};
    docker::Logs logs{client};
    docker::Events events{client};
};

std::string context_of(const std::string& dockerfile) {
    const util::TemporaryDirectory directory;
    util::write_file(directory.path() / "Dockerfile", dockerfile, 0644);
    std::filesystem::copy_file("/bin/busybox", directory.path() / "busybox");
    const util::Ended ended = util::run({.words = {"tar", "-C", directory.path().string(), "-c", "."}});
    REQUIRE(ended.status == 0);
    return ended.output;
}

/// An image with busybox as its only program, removed at the end.
class BuiltImage {
public:
    explicit BuiltImage(Engine& engine) : engine_(engine) {
        const std::string context = context_of(
            "FROM scratch\nCOPY busybox /bin/busybox\nENV PATH=/bin OF_IMAGE=yes\n"
            "EXPOSE 80 443\nENTRYPOINT [\"/bin/busybox\"]\n");
        id =
            docker::build_image(engine.client, context, {.tag = name, .labels = {{"made-by", "engine-test"}}},
                                [this](std::string_view line) { output.emplace_back(line); }, {});
    }
    ~BuiltImage() { engine_.images.remove(name); }

    const std::string name = unique("image") + ":1";
    std::string id;
    std::vector<std::string> output;

private:
    Engine& engine_;
};

/// A container that is removed at the end, whatever happens.
class Made {
public:
    Made(Engine& engine, const BuiltImage& image, std::vector<std::string> flags,
         std::vector<std::string> command)
        : engine_(engine) {
        flags.insert(flags.end(), {"--name=" + name, "--label=engine-test=" + name, "--network=none"});
        const docker::RunContext context{
            .image = image.name, .command = std::move(command), .api_version = engine.client.api_version()};
        id = engine.containers.create(docker::parse_run_options(flags, context));
    }
    ~Made() { engine_.containers.remove(id, Containers::Force::yes); }

    const std::string name = unique("container") + "-" + std::to_string(++count);
    std::string id;

private:
    static inline int count = 0;
    Engine& engine_;
};

}

TEST_CASE("an image is built, inspected, tagged and removed") {
    Engine engine;
    const BuiltImage image(engine);
    CHECK(image.output.at(0).starts_with("Step 1/"));

    const auto found = engine.images.find(image.name);
    REQUIRE(found);
    CHECK(found->id == image.id);
    CHECK(found->labels.at("made-by") == "engine-test");
    CHECK(found->exposed_ports == std::vector<std::string>{"443/tcp", "80/tcp"});
    CHECK(found->entrypoint == std::vector<std::string>{"/bin/busybox"});

    const std::string repository = unique("owner") + "/other";
    engine.images.tag(image.name, repository, "2");
    CHECK(engine.images.find(repository + ":2")->id == image.id);
    CHECK(engine.images.remove(repository + ":2"));
    CHECK_FALSE(engine.images.remove(repository + ":2"));
}

TEST_CASE("a build that fails has the Engine's reason") {
    Engine engine;
    const auto build = [&](const std::string& dockerfile) {
        docker::build_image(engine.client, context_of(dockerfile), {.tag = unique("bad") + ":1"},
                            [](std::string_view) {}, {});
    };
    CHECK_THROWS_AS(build("FROM scratch\nCOPY busybox /busybox\nRUN [\"/busybox\", \"false\"]\n"),
                    docker::ApiError);
    CHECK_THROWS_AS(build("BOGUS\n"), docker::ApiError);
}

TEST_CASE("a container lives from create to remove") {
    Engine engine;
    const BuiltImage image(engine);
    const Made made(engine, image,
                    {"--env=GREETING=hello", "--stop-timeout=1", "--restart=on-failure:3", "--memory=32m"},
                    {"sh", "-c", "echo $GREETING; echo oops >&2; exec sleep 1000"});

    engine.containers.start(made.id);
    engine.containers.start(made.id);
    const Container running = engine.containers.inspect(made.name);
    CHECK(running.id == made.id);
    CHECK(running.name == made.name);
    CHECK(running.image == image.name);
    CHECK(running.image_id == image.id);
    CHECK(running.state.running);
    CHECK(running.state.pid > 0);
    CHECK(running.command.at(0) == "/bin/busybox");
    CHECK(running.network_mode == "none");
    CHECK(running.restart_policy == docker::RestartPolicy{"on-failure", 3});
    CHECK(running.memory_limit == 32 << 20);
    CHECK(running.stop_timeout == util::Seconds(1));

    const auto listed = engine.containers.list({{"engine-test", made.name}});
    REQUIRE(listed.size() == 1);
    CHECK(listed[0].id == made.id);
    CHECK(listed[0].name == made.name);
    CHECK(listed[0].state == "running");

    engine.containers.set_restart_policy(made.id, {"no", 0});
    CHECK(engine.containers.inspect(made.id).restart_policy.name == "no");
    engine.containers.rename(made.id, made.name + ".renamed");
    CHECK(engine.containers.find(made.name + ".renamed"));
    CHECK_FALSE(engine.containers.find(made.name));
    CHECK_THROWS_AS(engine.containers.remove(made.id, Containers::Force::no), docker::ApiError);

    engine.containers.stop(made.id, {});
    engine.containers.stop(made.id, util::Seconds(1));
    engine.containers.kill(made.id, "SIGTERM");
    const Container ended = engine.containers.inspect(made.id);
    CHECK_FALSE(ended.state.running);
    CHECK(ended.state.exit_code == 137);

    engine.containers.remove(made.id, Containers::Force::no);
    engine.containers.remove(made.id, Containers::Force::no);
    CHECK(engine.containers.create_again(ended.document, made.name) != made.id);
    const Container again = engine.containers.inspect(made.name);
    CHECK(again.command == ended.command);
    CHECK(again.labels == ended.labels);
    CHECK(again.memory_limit == ended.memory_limit);
    engine.containers.remove(again.id, Containers::Force::yes);
}

TEST_CASE("output comes without its frames, from a terminal too") {
    Engine engine;
    const BuiltImage image(engine);
    for (const std::string terminal : {"--tty=false", "--tty"}) {
        CAPTURE(terminal);
        const Made made(engine, image, {terminal},
                        {"sh", "-c", "echo one; sleep 0.1; echo two; printf three"});
        engine.containers.start(made.id);
        std::vector<std::string> lines;
        engine.logs.follow(made.id, {.follow = true},
                           [&](std::string_view line) { lines.emplace_back(line); }, {});
        // Engine 20.10 may end before it hands a last line without a line end to a follower.
        CHECK(util::join(lines, "|").starts_with("one|two"));
        CHECK(engine.logs.tail(made.id, {5}) == "three");
        CHECK(engine.logs.tail(made.id, {1000, 2}).find("two") == 0);
    }
}

TEST_CASE("a subscription misses no event that follows it") {
    Engine engine;
    const BuiltImage image(engine);
    const Made made(engine, image, {}, {"sh", "-c", "exit 3"});
    std::latch subscribed(1), ended(1);
    std::vector<std::string> actions;
    int code = -1;
    {
        const util::Background follower([&](const std::stop_token& stop) {
            engine.events.follow(
                {.labels = {{"engine-test", made.name}}, .actions = {"start", "die"}},
                [&] { subscribed.count_down(); },
                [&](const docker::Event& event) {
                    actions.push_back(event.action);
                    if (event.action != "die") return true;
                    code = event.exit_code;
                    ended.count_down();
                    return false;
                },
                stop);
        });
        subscribed.wait();
        engine.containers.start(made.id);
        ended.wait();
    }
    CHECK(code == 3);
    CHECK_MESSAGE(util::join(actions, " ") == "start die", "no others are sent");
}

TEST_CASE("a command runs in a container") {
    Engine engine;
    const BuiltImage image(engine);
    const Made made(engine, image, {}, {"sh", "-c", "sleep 1000 & wait"});
    engine.containers.start(made.id);
    const auto execute = [&](const std::vector<std::string>& words, util::Milliseconds timeout = 1min) {
        return docker::execute(engine.client, made.id, {words}, timeout, {});
    };
    SUBCASE("to its end") {
        const auto result = execute({"/bin/busybox", "sh", "-c", "echo out; echo oops >&2; exit 3"});
        CHECK(result.exit_code == 3);
        CHECK(result.output.find("out\n") != std::string::npos);
        CHECK(result.output.find("oops\n") != std::string::npos);
        CHECK(execute({"/bin/busybox", "cat"}).exit_code == 0);
    }
    SUBCASE("with more output than anybody reads") {
        const auto result = execute({"/bin/busybox", "sh", "-c", "yes | head -c 10000000; exit 1"});
        CHECK(result.exit_code == 1);
        CHECK(result.output.size() == 65536);
    }
    SUBCASE("unless there is no such command") {
        const auto result = execute({"/nothing"});
        CHECK((result.exit_code == 126 || result.exit_code == 127));
        CHECK(result.output.find("/nothing") != std::string::npos);
    }
    SUBCASE("no longer than it may") {
        const auto result = execute({"/bin/busybox", "sleep", "1000"}, 2s);
        CHECK_FALSE(result.exit_code);
        CHECK(result.pid > 0);
    }
    SUBCASE("and dies with it") {
        const util::Background killer([&](const std::stop_token&) {
            ::usleep(200'000);
            engine.containers.kill(made.id, "SIGKILL");
        });
        CHECK(execute({"/bin/busybox", "sleep", "1000"}).exit_code == 137);
    }
    SUBCASE("but not in one that has ended") {
        engine.containers.kill(made.id, "SIGKILL");
        while (engine.containers.inspect(made.id).state.running) ::usleep(10'000);
        CHECK_THROWS_AS(execute({"/bin/busybox", "true"}), docker::ApiError);
    }
}

TEST_CASE("a stop ends every kind of waiting at once") {
    Engine engine;
    const BuiltImage image(engine);
    const Made made(engine, image, {}, {"sleep", "1000"});
    engine.containers.start(made.id);
    std::stop_source source;
    const auto stop_soon = [&] { source.request_stop(); };
    SUBCASE("for events") {
        engine.events.follow(
            {.labels = {{"engine-test", "none"}}, .actions = {"die"}}, stop_soon,
            [](const docker::Event&) { return true; }, source.get_token());
    }
    SUBCASE("for output") {
        const util::Background stopper([&](const std::stop_token&) { stop_soon(); });
        CHECK_THROWS_AS(engine.logs.follow(
                            made.id, {.follow = true}, [](std::string_view) {}, source.get_token()),
                        util::Interrupted);
    }
    SUBCASE("for a container's end") {
        const util::Background stopper([&](const std::stop_token&) { stop_soon(); });
        CHECK_THROWS_AS(engine.containers.stop(made.id, util::Seconds(600), source.get_token()),
                        util::Interrupted);
    }
}

TEST_CASE("what is not there is told apart") {
    Engine engine;
    CHECK_FALSE(engine.containers.find(unique("none")));
    CHECK_FALSE(engine.images.find(unique("none")));
    CHECK_FALSE(engine.networks.exists(unique("none")));
    CHECK(engine.networks.exists("bridge"));
    CHECK_THROWS_AS(engine.networks.connect("bridge", unique("none")), docker::ApiError);
}
