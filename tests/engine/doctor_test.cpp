#include "engine/hold.hpp"

#include "util/file_lock.hpp"
#include "util/text.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <filesystem>

using namespace e2e;
using namespace std::chrono_literals;

namespace {

util::Ended doctor(const std::vector<std::string>& options = {},
                   const std::map<std::string, std::string>& environment = {}) {
    std::vector<std::string> words{"scheduler-docker-api:doctor"};
    words.insert(words.end(), options.begin(), options.end());
    return host().run(words, environment);
}

/// As the operator does, who is root.
util::Ended type(const std::string& command) { return util::run({.words = {"bash", "-c", command}}); }

/// The command below the line that says this; empty where there is none.
std::string command_for(const util::Ended& examined, const std::string& text) {
    const std::vector<std::string> lines = util::lines(examined.output);
    const auto found = std::find_if(lines.begin(), lines.end(), [&](const std::string& line) {
        return line.find(text) != std::string::npos;
    });
    if (found == lines.end() || std::next(found) == lines.end()) return "";
    const std::string next(util::trim(*std::next(found)));
    return next.starts_with("$ ") ? next.substr(2) : "";
}

void check_finds(const util::Ended& examined, const std::string& text, const std::string& command) {
    CHECK(examined.status == 1);
    CHECK_MESSAGE(says(examined, text), examined.output);
    CHECK_MESSAGE(command_for(examined, text) == command, examined.output);
}

void check_healthy() {
    const util::Ended examined = doctor();
    CHECK_MESSAGE(examined.status == 0, examined.output);
    CHECK(says(examined, "Nothing is wrong"));
    CHECK(!says(examined, "$ "));
}

/// What is found is named with a command, which puts it right.
void check_cured_by_command(const std::string& text) {
    const util::Ended examined = doctor();
    CHECK(examined.status == 1);
    const std::string command = command_for(examined, text);
    CHECK_MESSAGE(!command.empty(), examined.output);
    const util::Ended ended = type(command);
    CHECK_MESSAGE(ended.status == 0, (command + ": " + ended.output + ended.error));
    check_healthy();
}

/// The same by the doctor itself.
void check_cured_by_doctor(const std::string& text) {
    CHECK(says(doctor(), text));
    const util::Ended fixed = doctor({"--fix"});
    CHECK_MESSAGE(fixed.status == 0, fixed.output);
    CHECK(says(fixed, "-----> Fixing "));
    check_healthy();
}

void end_reapers() {
    for (const pid_t reaper : reapers()) ::kill(reaper, SIGKILL);
    REQUIRE(becomes_true([] { return reapers().empty(); }, 10s));
}

util::Path data() { return host().root() / "data" / "scheduler-docker-api"; }

/// While it lives nobody puts things right of his own accord: it is the one reaper.
class NoReaper {
public:
    NoReaper() {
        REQUIRE(becomes_true(
            [this] {
                end_reapers();
                lock_ = util::FileLock::try_take(data() / ".reaper.lock");
                return lock_.has_value();
            },
            20s));
    }

private:
    std::optional<util::FileLock> lock_;
};

void engine(const std::vector<std::string>& words) {
    std::vector<std::string> command{std::getenv("ENGINE_CONTROL")};
    command.insert(command.end(), words.begin(), words.end());
    const auto ended = util::run({.words = command});
    REQUIRE_MESSAGE(ended.status == 0, ended.error);
}

void write_as_host(const util::Path& file, const std::string& text) {
    util::write_file(file, text);
    type("chown hookrun: " + file.parent_path().string() + " " + file.string());
}

}

TEST_CASE("a healthy host: what was examined, and nothing to do") {
    TestApp app("healthy");
    app.must_push({{"web", "--text=well"}});
    check_healthy();
    const std::string version = util::lines(docker({"version", "--format", "{{.Server.Version}}"})).at(0);
    CHECK(says(doctor(), "engine: version " + version + ", API "));
    const util::Ended json = doctor({"--format", "json"});
    CHECK(json.status == 0);
    CHECK(says(json, R"("level":"good")"));
    CHECK(!says(json, R"("level":"bad")"));
}

TEST_CASE("options that the doctor does not know") {
    CHECK(doctor({"--cure"}).status == 1);
    CHECK(doctor({"--format", "xml"}).status == 1);
    CHECK(doctor({"--format"}).status == 1);
}

TEST_CASE("an Engine that does not run, or whose socket is not for this user") {
    check_finds(doctor({}, {{"DOCKER_HOST", "unix:///run/nothing.sock"}}),
                "there is no socket /run/nothing.sock: the Docker Engine does not run",
                "systemctl start docker");
    std::filesystem::permissions("/var/run/docker.sock", std::filesystem::perms(0600));
    check_finds(doctor(), "user hookrun may not use /var/run/docker.sock",
                "usermod --append --groups docker hookrun");
    const util::Ended json = doctor({"--format", "json"});
    std::filesystem::permissions("/var/run/docker.sock", std::filesystem::perms(0660));
    CHECK(says(json, R"("area":"engine")"));
    CHECK(says(json, R"("command":"usermod --append --groups docker hookrun")"));
    check_healthy();
}

TEST_CASE("a bridge that is gone, and an Engine without one") {
    REQUIRE(type("ip link delete docker0").status == 0);
    check_finds(doctor(), "the interface docker0 of the default network is gone", "systemctl restart docker");
    engine({"stop"});
    engine({"start", "--bridge=none"});
    const util::Ended without = doctor();
    CHECK(without.status == 0);
    CHECK(says(without, "without a default bridge"));
    engine({"stop"});
    engine({"start"});
    check_healthy();
}

TEST_CASE("a /proc that hides processes is a note, for verdicts know less then") {
    REQUIRE(type("mount -o remount,hidepid=2 /proc").status == 0);
    const util::Ended examined = doctor();
    CHECK(examined.status == 0);
    const std::string command = command_for(examined, "hidepid");
    CHECK(command == "mount -o remount,hidepid=0 /proc");
    CHECK(type(command).status == 0);
    check_healthy();
}

TEST_CASE("links that do not lead to the program") {
    const util::Path directory = host().root() / "plugins" / "available" / "scheduler-docker-api";
    const util::Path deploy = directory / "scheduler-deploy";
    const util::Path target = std::filesystem::read_symlink(deploy);
    std::filesystem::remove(deploy);
    check_finds(doctor(), "scheduler-deploy", "hookrun plugin:update scheduler-docker-api");
    std::filesystem::create_symlink("/bin/true", deploy);
    check_finds(doctor(), "scheduler-deploy", "hookrun plugin:update scheduler-docker-api");
    std::filesystem::remove(deploy);
    std::filesystem::create_symlink(target, deploy);
    check_healthy();
}

TEST_CASE("a program for deploys that does not start") {
    check_healthy();
    const util::Path deployer = program("DEPLOYER_PROGRAM"), aside = deployer.string() + ".aside";
    std::filesystem::rename(deployer, aside);
    check_finds(doctor(), "deployer: the program for deploys does not start",
                "hookrun plugin:update scheduler-docker-api");
    std::filesystem::rename(aside, deployer);
    check_healthy();
}

TEST_CASE("a rule of the operator's that is wrong") {
    const util::Path file = host().root() / "config" / "scheduler-docker-api-rules" / "own.yml";
    write_as_host(file,
                  "- id: one\n  pattern: 'fine'\n  cause: Fine.\n- id: two\n  pattern: '('\n  cause: Bad.\n");
    const util::Ended examined = doctor();
    CHECK(examined.status == 1);
    CHECK_MESSAGE(says(examined, "rules: skipped, " + file.string() + ":4: pattern: missing ): ("),
                  examined.output);
    util::remove_file(file);
    check_healthy();
}

TEST_CASE("files of another user are in the way") {
    util::write_file(data() / "left-by-root", "");
    check_cured_by_command("left-by-root");
    util::remove_file(data() / "left-by-root");
}

TEST_CASE("records that cannot be read") {
    TestApp app("records");
    app.must_push({{"web", "--text=well"}});
    const NoReaper nobody_else;
    const std::string id(64, 'a');
    const util::Path records[] = {data() / "records" / "journal.json", data() / ".retiring" / id};
    for (const util::Path& record : records) {
        write_as_host(record, "no JSON");
        check_cured_by_command("cannot read " + record.string());
        write_as_host(record, R"({"version": 1000})");
        check_finds(doctor(), "a newer version of this plugin wrote " + record.string(),
                    "hookrun plugin:update scheduler-docker-api");
        util::remove_file(record);
    }
    check_healthy();
}

TEST_CASE("a deploy that was killed") {
    TestApp app("killed");
    app.must_push({{"web", "--text=one"}});
    const NoReaper nobody_else;
    const util::Ended ended = Hold("aa-hold", "core-post-deploy")
                                  .act_during(
                                      [&] {
                                          return app.push({{"web", "--text=two"}});
                                      },
                                      [] { type("pkill -KILL -f '^scheduler-deploy '"); });
    CHECK(ended.status != 0);
    CHECK(command_for(doctor(), "a deploy of killed was interrupted") == "hookrun ps:retire");
    SUBCASE("the command") { check_cured_by_command("a deploy of killed was interrupted"); }
    SUBCASE("the doctor") { check_cured_by_doctor("a deploy of killed was interrupted"); }
    CHECK((app.page() == "one" || app.page() == "two"));
}

TEST_CASE("a deploy that runs is a note about its lock") {
    TestApp app("locked");
    const util::Ended ended = Hold("zz-hold", "check-deploy")
                                  .act_during(
                                      [&] {
                                          return app.push({{"web", "--text=done"}});
                                      },
                                      [] {
                                          const util::Ended examined = doctor();
                                          CHECK(examined.status == 0);
                                          CHECK(says(examined, "locks: locked is being worked on"));
                                      });
    CHECK(ended.status == 0);
    CHECK(app.page() == "done");
}

TEST_CASE("old containers that nobody retires") {
    TestApp app("late");
    host().must({"checks:set", "late", "wait-to-retire", "600"});
    app.must_push({{"web", "--text=one"}});
    app.must_push({{"web", "--text=two"}});
    for (const pid_t reaper : reapers()) ::kill(reaper, SIGKILL);
    REQUIRE(becomes_true([] { return reapers().empty(); }, 10s));
    REQUIRE(
        type("sed -i 's/\"due\": [0-9]*/\"due\": 1000/' " + (data() / ".retiring").string() + "/*").status ==
        0);
    type("chown hookrun: " + (data() / ".retiring").string() + "/*");
    const std::string text = "nobody retires late web.1, whose time is over";
    SUBCASE("the command") { check_cured_by_command(text); }
    SUBCASE("the doctor") { check_cured_by_doctor(text); }
    app.let_retire();
    CHECK(app.page() == "two");
}

TEST_CASE("containers that no release owns") {
    TestApp app("owner");
    app.must_push({{"web", "--text=well"}});
    const NoReaper nobody_else;
    const std::string labels = "--label=com.dokku.app-name=owner --label=com.dokku.container-type=deploy ";
    const std::string text = "stray (";
    SUBCASE("one that runs is for the operator to remove") {
        REQUIRE(type("docker run --detach --name stray " + labels + "dokku/owner:latest").status == 0);
        CHECK(doctor({"--fix"}).status == 1);
        check_cured_by_command("stray (running) belongs to no release of owner");
    }
    SUBCASE("one that does not run, by the command") {
        REQUIRE(type("docker create --name stray " + labels + "dokku/owner:latest").status == 0);
        check_cured_by_command(text);
    }
    SUBCASE("one that does not run, by the doctor") {
        REQUIRE(type("docker create --name stray " + labels + "dokku/owner:latest").status == 0);
        check_cured_by_doctor(text);
    }
    CHECK(app.containers().size() == 1);
    CHECK(app.page() == "well");
}

TEST_CASE("containers of an app that is there no more") {
    const std::string labels = "--label=com.dokku.app-name=ghost --label=com.dokku.container-type=deploy ";
    TestApp app("image-of");
    app.must_push({{"web", "--text=well"}});
    REQUIRE(type("docker create --name left " + labels + "--label=com.dokku.dyno=web.1 " +
                 "dokku/image-of:latest")
                .status == 0);
    const std::string text = "left (created) belongs to no app that is there, but to ghost";
    SUBCASE("the command") { check_cured_by_command(text); }
    SUBCASE("the doctor") { check_cured_by_doctor(text); }
    CHECK(app.page() == "well");
}

TEST_CASE("addresses that are not the containers'") {
    TestApp app("patient");
    app.must_push({{"web", "--text=well"}});
    const NoReaper nobody_else;
    const util::Path address = host().root() / "apps" / "patient" / "IP.web.1";
    const auto right = util::read_file(address);
    write_as_host(address, "172.17.255.254");
    const std::string text = "patient web.1 is not at 172.17.255.254, where the proxy looks for it";
    SUBCASE("the command") { check_cured_by_command(text); }
    SUBCASE("the doctor") { check_cured_by_doctor(text); }
    CHECK(util::read_file(address) == right);
    CHECK(app.page() == "well");
}

TEST_CASE("a container that serves and is gone, or does not run") {
    TestApp app("gone");
    app.must_push({{"web", "--text=well"}});
    const NoReaper nobody_else;
    const std::string id = app.serving().at("web.1");
    SUBCASE("gone") {
        REQUIRE(type("docker rm --force " + id).status == 0);
        check_cured_by_command("gone web.1 serves from container " + id.substr(0, 12) +
                               ", which does not exist");
    }
    SUBCASE("stopped") {
        REQUIRE(type("docker stop " + id).status == 0);
        check_cured_by_command("gone web.1 does not run");
    }
    CHECK(app.page() == "well");
}
