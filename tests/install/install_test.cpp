#include "delivery.hpp"

#include "engine/hold.hpp"
#include "util/text.hpp"

#include <doctest/doctest.h>

#include <sys/stat.h>
#include <algorithm>
#include <cstdlib>

using namespace e2e;
using namespace std::chrono_literals;

namespace {

const std::string name = "scheduler-docker-api";
const Delivery older("0.0.1");
const Delivery newer("0.0.2");

std::string must_run(const std::vector<std::string>& words) {
    const auto ended = util::run({.words = words});
    REQUIRE_MESSAGE(ended.status == 0, (util::join(words, " ") + ": " + ended.output + ended.error));
    return ended.output + ended.error;
}

util::Path installed_program() { return host().root() / "plugins" / "enabled" / name / "build" / name; }

bool runs(const Delivery& delivery) {
    return must_run({installed_program(), "--version"}) == name + " " + delivery.version() + "\n" &&
           says(host().must({"plugin:list"}), name + " " + delivery.version() + " enabled");
}

/// Which of the program's files is this: a new one is another.
ino_t identity() {
    struct stat status {};
    REQUIRE(::stat(installed_program().c_str(), &status) == 0);
    return status.st_ino;
}

/// As Dokku does whenever any plugin is installed.
std::string run_every_install_hook() {
    const util::TemporaryDirectory another;
    util::write_file(another.path() / "plugin.toml", "[plugin]\n", 0644);
    const std::string output =
        must_run({host().hookrun(), "plugin:install", another.path(), "--name", "another"});
    host().must({"plugin:uninstall", "another"});
    return output;
}

void check_second_installation_does_nothing() {
    const ino_t before = identity();
    const std::string output = run_every_install_hook();
    CHECK_MESSAGE(!says(output, "Building"), output);
    CHECK(identity() == before);
}

/// Nothing that the account of the host cannot write, and the doctor agrees.
void check_healthy() {
    for (const char* kind : {"data", "config"})
        CHECK(must_run({"find", host().root() / kind, "!", "-user", "hookrun"}).empty());
    const util::Ended examined = host().run({name + ":doctor"});
    CHECK_MESSAGE(examined.status == 0, examined.output);
}

/// The program that the reaper is.
std::string reaper() {
    const auto running = reapers();
    if (running.size() != 1) return std::to_string(running.size()) + " reapers";
    return util::run({.words = {"/proc/" + std::to_string(running[0]) + "/exe", "--version"}}).output;
}

bool reaper_becomes(const Delivery& delivery) {
    return becomes_true([&] { return reaper() == name + " " + delivery.version() + "\n"; }, 60s);
}

bool retires_all_but_one(const TestApp& app) {
    return becomes_true([&] { return app.containers().size() == 1; }, 60s);
}

/// Exchanges the program for the newer one while a deploy and a reaper of the older one run.
template <typename Exchange>
void check_exchange_under_way(TestApp& app, const Exchange& exchange) {
    const util::Ended ended = Hold("zz-hold", "check-deploy")
                                  .act_during(
                                      [&] {
                                          return app.push({{"web", "--text=underway"}});
                                      },
                                      [&] {
                                          CHECK(reaper() == name + " " + older.version() + "\n");
                                          exchange();
                                          CHECK(runs(newer));
                                      });
    CHECK_MESSAGE(ended.status == 0, (ended.output + ended.error));
    CHECK(app.page() == "underway");
    CHECK(reaper_becomes(newer));
    CHECK(retires_all_but_one(app));
}

void check_deploys(TestApp& app, const std::string& text) {
    app.must_push({{"web", "--text=" + text}});
    CHECK(app.page() == text);
}

/// An app that is deployed twice: once to be there, once to leave something to the reaper.
void deploy_twice(TestApp& app) {
    check_deploys(app, "one");
    check_deploys(app, "two");
}

void check_uninstall_is_refused(const util::Ended& refused, const TestApp& app) {
    CHECK(refused.status != 0);
    CHECK_MESSAGE(says(refused.output + refused.error, "docker-api: " + app.name()), refused.error);
    CHECK(app.page() != "no answer");
}

/// What `hookrun setup` chose goes too: new apps would otherwise run on nothing.
void choose_another_for_all() { host().must({"scheduler:set", "--global", "selected", "null"}); }

void check_gone() {
    for (const char* kind : {"available", "enabled"}) {
        const auto left = util::list_directory(host().root() / "plugins" / kind);
        CHECK(std::find(left.begin(), left.end(), name) == left.end());
    }
}

void uninstall() {
    choose_another_for_all();
    host().must({"plugin:uninstall", name});
    check_gone();
}

}

TEST_CASE("installed from a git URL, updated under way, uninstalled") {
    const Origin origin;
    origin.publish(older.version());
    const std::string output = host().must({"plugin:install", origin.url(), "--name", name});
    CHECK(says(output, "Building " + name + ": up to 1.5 GB of memory, and some minutes"));
    CHECK(runs(older));
    check_second_installation_does_nothing();
    {
        TestApp app("from-git");
        deploy_twice(app);
        check_exchange_under_way(app, [&] {
            origin.publish(newer.version());
            host().must({"plugin:update", name});
        });
        check_second_installation_does_nothing();
        check_deploys(app, "three");
        check_healthy();
        check_uninstall_is_refused(host().run({"plugin:uninstall", name}), app);
    }
    uninstall();
}

TEST_CASE("installed from a release, which is not compiled; upgraded under way, uninstalled") {
    CHECK_FALSE(says(host().must({"plugin:install", older.release(), "--name", name}), "Building"));
    CHECK(runs(older));
    check_second_installation_does_nothing();
    {
        TestApp app("from-release");
        deploy_twice(app);
        const std::string upgrade = host().root() / "plugins" / "available" / name / "plugin" / "upgrade";
        check_exchange_under_way(app, [&] { must_run({upgrade, newer.release()}); });
        must_run({upgrade, newer.release()});
        CHECK(runs(newer));
        check_second_installation_does_nothing();
        check_deploys(app, "three");
        check_healthy();
        check_uninstall_is_refused(host().run({"plugin:uninstall", name}), app);

        SUBCASE("what is no release, or does not start here, changes nothing") {
            const util::TemporaryDirectory directory;
            util::write_file(directory.path() / "broken.tar.gz", "no archive");
            const ino_t before = identity();
            CHECK(util::run({.words = {upgrade, directory.path() / "broken.tar.gz"}}).status == 1);
            CHECK(identity() == before);
            check_second_installation_does_nothing();
        }
    }
    uninstall();
}

TEST_CASE("installed from Debian packages, upgraded under way, removed") {
    host();
    must_run({util::Path(std::getenv("INSTALL_SCRIPTS")) / "own-system"});
    must_run({"dpkg", "--install", older.package("hookrun"), older.package(name)});
    CHECK(must_run({"/usr/bin/hookrun", "version"}) == "hookrun " + older.version() + "\n");
    CHECK(runs(older));
    must_run({"dpkg", "--install", older.package(name)});
    check_second_installation_does_nothing();
    {
        TestApp app("from-package");
        deploy_twice(app);
        check_exchange_under_way(app, [] { must_run({"dpkg", "--install", newer.package(name)}); });
        must_run({"dpkg", "--install", newer.package(name)});
        check_second_installation_does_nothing();
        check_deploys(app, "three");
        check_healthy();
        check_uninstall_is_refused(util::run({.words = {"dpkg", "--remove", name}}), app);
        CHECK(runs(newer));
    }
    choose_another_for_all();
    must_run({"dpkg", "--purge", name});
    check_gone();
    CHECK_FALSE(std::filesystem::exists("/usr/lib/" + name));
}
