#include "standalone_host.hpp"
#include "support/endurance.hpp"

#include "util/text.hpp"
#include "util/unique_fd.hpp"

#include <doctest/doctest.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>
#include <algorithm>
#include <csignal>
#include <filesystem>
#include <thread>

using namespace e2e;
using namespace std::chrono_literals;

namespace {

/// Longer than any wait that a test is about, on however busy a machine.
constexpr auto patience = 60s;

std::string inspected(const std::string& id, const std::string& what) {
    const auto ended = util::run({.words = {"/usr/bin/docker", "inspect", "--format", what, id}});
    return ended.status == 0 ? std::string(util::trim(ended.output)) : "";
}

bool runs(const std::string& id) { return inspected(id, "{{.State.Running}}") == "true"; }
bool exists(const std::string& id) { return !inspected(id, "{{.Id}}").empty(); }
bool goes(const std::string& id) {
    return becomes_true([&] { return !exists(id); }, patience);
}

/// What the reaper has said.
std::string upkeep_log() {
    return util::read_file(host().root() / "data" / "scheduler-docker-api" / ".upkeep.log").value_or("");
}

void set(const TestApp& app, const std::vector<std::string>& config) {
    std::vector<std::string> words{"config:set", "--no-restart", app.name()};
    words.insert(words.end(), config.begin(), config.end());
    host().must(words);
}

/// The containers that a deploy replaces.
std::map<std::string, std::string> replace(TestApp& app, const std::string& text) {
    const auto old = app.serving();
    app.must_push({{"web", "--text=" + text}, {"worker", "--idle"}});
    return old;
}

util::UniqueFd connect_to(const std::string& id) {
    util::UniqueFd socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(5000);
    ::inet_pton(AF_INET, inspected(id, "{{.NetworkSettings.IPAddress}}").c_str(), &address.sin_addr);
    REQUIRE(::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    return socket;
}

std::string link_target(const util::Path& link) {
    std::error_code error;
    return std::filesystem::read_symlink(link, error).string();
}

}

TEST_CASE("property drain says how long each replaced container stays") {
    TestApp app("drained");
    host().must({"ps:scale", app.name(), "worker=1"});
    set(app, {"DOKKU_WAIT_TO_RETIRE=600"});
    app.must_push({{"web", "--text=old"}, {"worker", "--idle"}});
    const auto drain = [&](const char* value) {
        host().must({"scheduler-docker-api:set", app.name(), "drain", value});
    };

    SUBCASE("endpoint, without being asked: the old web stays, the old worker is told at the switch") {
        const auto old = replace(app, "new");
        CHECK(goes(old.at("worker.1")));
        CHECK(runs(old.at("web.1")));
    }
    SUBCASE("timer: both stay") {
        drain("timer");
        const auto old = replace(app, "new");
        host().must({"ps:retire"});
        CHECK(runs(old.at("worker.1")));
        CHECK(runs(old.at("web.1")));
    }
    SUBCASE("signal: both are told at the switch") {
        drain("signal");
        const auto old = replace(app, "new");
        CHECK(goes(old.at("worker.1")));
        CHECK(goes(old.at("web.1")));
    }
    SUBCASE("connections: the old web stays until its last connection is closed") {
        drain("connections");
        const auto connection = connect_to(app.serving().at("web.1"));
        const auto old = replace(app, "new");
        CHECK(goes(old.at("worker.1")));
        CHECK_FALSE(becomes_true([&] { return !runs(old.at("web.1")); }, 12s));
        ::shutdown(connection.get(), SHUT_RDWR);
        CHECK(goes(old.at("web.1")));
    }
    CHECK(app.page() == "new");
}

TEST_CASE(
    "a container is told to end by its image's stop signal, and killed after its timeout; volumes go with "
    "it") {
    TestApp app("told");
    set(app, {"DOKKU_WAIT_TO_RETIRE=0"});
    const auto push = [&](const std::string& stop_signal) {
        const std::string dockerfile = "FROM scratch\nCOPY app_server /app_server\nVOLUME /data\n" +
                                       stop_signal + "CMD [\"/app_server\", \"--stubborn\"]\n";
        const auto ended = host().push(app.name(), {{"Dockerfile", dockerfile},
                                                    {"app_server", *util::read_file(program("APP_SERVER"))}});
        REQUIRE_MESSAGE(ended.status == 0, ended.error);
    };
    push("STOPSIGNAL SIGQUIT\n");
    const std::string quits = app.serving().at("web.1");
    const std::string first_image = inspected(quits, "{{.Image}}");
    push("");
    const std::string stubborn = app.serving().at("web.1");
    CHECK(goes(quits));
    CHECK(upkeep_log().find("told web.1 exited 131 after") != std::string::npos);

    host().must({"ps:restart", app.name()});
    CHECK(goes(stubborn));
    CHECK(upkeep_log().find("told web.1 was killed after 2") != std::string::npos);
    CHECK(upkeep_log().find("it did not end at SIGTERM") != std::string::npos);
    CHECK(becomes_true([&] { return inspected(first_image, "{{.Id}}").empty(); }, patience));
    CHECK(util::lines(docker({"volume", "ls", "--quiet"})).size() == 1);

    CHECK(host().must({"ps:stop", app.name()}).find("told.web.1 was killed after 2") != std::string::npos);
}

TEST_CASE("containers that ignore their signal are stopped in one timeout, however many they are") {
    const int many = endurance::times(12, 50);
    constexpr auto timeout = 4s;
    TestApp app("stubborn");
    set(app, {"DOKKU_DEFAULT_CHECKS_WAIT=0", "DOKKU_DOCKER_STOP_TIMEOUT=" + std::to_string(timeout.count())});
    host().must({"ps:scale", app.name(), "web=0", "worker=" + std::to_string(many)});
    app.must_push({{"worker", "--idle --stubborn"}});
    REQUIRE(app.containers("running").size() == static_cast<std::size_t>(many));

    const auto began = std::chrono::steady_clock::now();
    host().must({"ps:stop", app.name()});
    const auto took = std::chrono::steady_clock::now() - began;

    CHECK(app.containers("running").empty());
    CHECK(took >= timeout);
    CHECK(took < timeout * many / 2);
    MESSAGE(many, " containers were stopped in ", took / 1ms, " ms");
}

TEST_CASE("a reaper that is killed while it retires: the next command goes on, no time begins anew") {
    TestApp app("handed-on");
    constexpr auto timeout = 8s;
    set(app, {"DOKKU_WAIT_TO_RETIRE=0", "DOKKU_DOCKER_STOP_TIMEOUT=" + std::to_string(timeout.count())});
    app.must_push({{"web", "--text=old --stubborn"}});
    const std::string old = app.serving().at("web.1");
    app.must_push({{"web", "--text=new"}});
    const auto told = std::chrono::steady_clock::now();
    for (const pid_t reaper : reapers()) ::kill(reaper, SIGKILL);
    REQUIRE(runs(old));

    std::this_thread::sleep_until(told + timeout);
    host().must({"ps:retire"});

    CHECK_FALSE(exists(old));
    CHECK(reapers().size() == 1);
    CHECK(app.page() == "new");
}

TEST_CASE("one reaper a host: detached, alone, replaced when dead, and of the newest program") {
    TestApp app("reaped");
    app.must_push({{"web", "--text=here"}});
    REQUIRE(becomes_true([] { return reapers().size() == 1; }, patience));
    const pid_t reaper = reapers()[0];
    const util::Path process = "/proc/" + std::to_string(reaper);

    SUBCASE("it leads a session of its own and has none of our descriptors") {
        CHECK(::getsid(reaper) == reaper);
        CHECK(link_target(process / "cwd") == "/");
        for (const std::string& number : util::list_directory(process / "fd")) {
            const std::string target = link_target(process / "fd" / number);
            const bool is_own = target == "/dev/null" || target.starts_with("socket:") ||
                                target.starts_with("anon_inode:") ||
                                target.find("/.reaper.lock") != std::string::npos || target.empty();
            CHECK_MESSAGE(is_own, target);
        }
    }
    SUBCASE("of two that start at once one lives") {
        ::kill(reaper, SIGKILL);
        REQUIRE(becomes_true([] { return reapers().empty(); }, patience));
        const TestPlugin starter(
            "starter",
            {{"start-reapers", "for i in 1 2 3 4; do setsid " + program("SCHEDULER_PROGRAM").string() +
                                   " --reap >/dev/null 2>&1 </dev/null & done"}});
        host().must({"plugin:trigger", "start-reapers"});
        CHECK(becomes_true([] { return !reapers().empty(); }, patience));
        CHECK(becomes_true([] { return reapers().size() == 1; }, patience));
    }
    SUBCASE("a dead one is replaced by the next deploy") {
        ::kill(reaper, SIGKILL);
        REQUIRE(becomes_true([] { return reapers().empty(); }, patience));
        host().must({"ps:restart", app.name()});
        CHECK(becomes_true([] { return reapers().size() == 1; }, patience));
    }
    SUBCASE("after an upgrade the same process runs the new program") {
        const util::Path installed = program("SCHEDULER_PROGRAM"), copy = installed.string() + ".new";
        std::filesystem::copy_file(installed, copy);
        std::filesystem::rename(copy, installed);
        CHECK(becomes_true([&] { return link_target(process / "exe") == installed; }, patience));
        CHECK(reapers() == std::vector<pid_t>{reaper});
    }
}
