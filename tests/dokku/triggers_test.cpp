#include "dokku/triggers.hpp"

#include "support/fake_triggers.hpp"
#include "util/file.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <thread>

using namespace dokku;
using namespace std::chrono_literals;
using Texts = std::vector<std::string>;

namespace {

/// A plugn of our own making, first in PATH.
class Plugn {
public:
    explicit Plugn(const std::string& script) : path_before_(std::getenv("PATH")) {
        util::write_file(directory_.path() / "plugn", "#!/bin/sh\n" + script, 0755);
        ::setenv("PATH", (directory_.path().string() + ":" + path_before_).c_str(), 1);
    }
    Plugn(const Plugn&) = delete;
    Plugn& operator=(const Plugn&) = delete;
    ~Plugn() { ::setenv("PATH", path_before_.c_str(), 1); }

private:
    util::TemporaryDirectory directory_;
    std::string path_before_;
};

struct Terminal {
    std::string out{};
    std::string err{};
    util::Log log{[this](std::string_view text) { out += text; },
                  [this](std::string_view text) { err += text; }};
};

}

TEST_CASE("a trigger is asked through plugn, with empty stdin") {
    const Plugn plugn("echo \"$@\"; cat; echo why >&2; exit 4\n");
    Terminal terminal;
    const auto triggers = make_plugn_triggers(terminal.log);
    const TriggerResult result = triggers->ask("ports-get", {"shop", "two words"});
    CHECK(result.status == 4);
    CHECK(result.output == "trigger ports-get shop two words\n");
    CHECK(result.error == "why\n");
    CHECK(terminal.out.empty());
    CHECK(terminal.err.empty());
}

TEST_CASE("an answer is trimmed, a failure is an error with its reason") {
    Terminal terminal;
    {
        const Plugn plugn("printf ' 60\\n\\n'\n");
        CHECK(make_plugn_triggers(terminal.log)->answer("checks-get-property", {"shop", "wait-to-retire"}) ==
              "60");
    }
    const Plugn plugn("echo first >&2; echo ' !     App shop does not exist' >&2; exit 20\n");
    try {
        make_plugn_triggers(terminal.log)->answer("ports-get", {"shop"});
        FAIL("no error");
    } catch (const TriggerError& error) {
        CHECK(error.status() == 20);
        CHECK(error.output() == "first\n !     App shop does not exist\n");
        CHECK(std::string(error.what()) ==
              "trigger ports-get failed with status 20: !     App shop does not exist");
    }
}

TEST_CASE("what a shown trigger prints reaches the operator line by line, with its own prefixes") {
    const Plugn plugn(
        "printf -- '-----> Configuring'; printf ' shop\\r\\n       $X\\nno end'; "
        "echo ' !     oops' >&2; echo \"       $X\"; exit 3\n");
    Terminal terminal;
    const TriggerResult result =
        make_plugn_triggers(terminal.log)->show("core-post-deploy", {"shop"}, {{"X", "given"}});
    CHECK(result.status == 3);
    CHECK(terminal.out == "-----> Configuring shop\n       $X\nno end       given\n");
    CHECK(terminal.err == " !     oops\n");
    CHECK(result.error == " !     oops\n");
}

TEST_CASE("a shown trigger has a process group of its own") {
    const Plugn plugn("ps -o pgid= -p $$ | tr -d ' '; echo $$\n");
    Terminal terminal;
    const auto result = make_plugn_triggers(terminal.log)->show("x", {});
    const auto newline = result.output.find('\n');
    CHECK(result.output.substr(0, newline + 1) == result.output.substr(newline + 1));
}

TEST_CASE("a stop ends a question") {
    const Plugn plugn("exec sleep 1000\n");
    Terminal terminal;
    const auto triggers = make_plugn_triggers(terminal.log);
    std::stop_source stop;
    const std::jthread stopper([&] {
        std::this_thread::sleep_for(20ms);
        stop.request_stop();
    });
    CHECK_THROWS_AS(triggers->ask("ports-get", {"shop"}, stop.get_token()), util::Interrupted);
}

TEST_CASE("without plugn nothing can be asked") {
    const std::string path = std::getenv("PATH");
    ::setenv("PATH", "/nowhere", 1);
    Terminal terminal;
    CHECK_THROWS_AS(make_plugn_triggers(terminal.log)->ask("ports-get", {"shop"}), util::Error);
    ::setenv("PATH", path.c_str(), 1);
}

TEST_CASE("the triggers in memory answer by name and arguments, and keep what they were asked") {
    support::FakeTriggers triggers;
    triggers.answers("config-get", "any");
    triggers.answers("config-get", "own\n", {"shop"});
    triggers.answers("config-get", "exact", {"shop", "KEY"});
    CHECK(triggers.answer("config-get", {"other", "KEY"}) == "any");
    CHECK(triggers.answer("config-get", {"shop", "ELSE"}) == "own");
    CHECK(triggers.answer("config-get", {"shop", "KEY"}) == "exact");
    triggers.fails("config-get", 1, "no", {"shop", "KEY"});
    CHECK_THROWS_AS(triggers.answer("config-get", {"shop", "KEY"}), TriggerError);
    CHECK(triggers.calls("config-get").size() == 4);
    CHECK(triggers.calls().back() == support::TriggerCall{"config-get", {"shop", "KEY"}});

    SUBCASE("defaults are those of an app on which nothing was set") {
        CHECK(triggers.answer("ps-current-scale", {"shop"}) == "web=1");
        CHECK(triggers.answer("network-get-property", {"shop", "bind-all-interfaces"}) == "false");
        CHECK(triggers.answer("network-get-property", {"shop", "initial-network"}).empty());
        CHECK(triggers.ask("procfile-exists", {"shop"}).status == 1);
        CHECK(triggers.ask("no-such-trigger", {}).status == 0);
    }
}
