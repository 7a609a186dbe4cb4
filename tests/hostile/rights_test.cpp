#include "outcome.hpp"

#include "util/parallel.hpp"
#include "util/text.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <thread>

using namespace e2e;
namespace fs = std::filesystem;

namespace {

constexpr const char* secret = "correct-horse-battery-staple";

util::Path data() { return host().root() / "data" / "scheduler-docker-api"; }

std::string text_of(const fs::path& file) {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

/// Looks at the arguments of every process, all the time.
class ArgumentWatch {
public:
    std::set<std::string> found() {
        watch_.reset();
        return found_;
    }

private:
    void look() {
        for (const auto& process : fs::directory_iterator("/proc")) {
            const std::string words = text_of(process.path() / "cmdline");
            if (words.find(secret) != std::string::npos) found_.insert(words);
        }
    }

    std::set<std::string> found_;
    std::optional<util::Background> watch_{std::in_place, [this](const std::stop_token& stop) {
                                               while (!stop.stop_requested()) look();
                                           }};
};

/// Where Dokku keeps it by design.
bool is_the_configuration(const fs::path& file) { return file.filename() == "ENV"; }

std::vector<std::string> files_with_the_secret() {
    std::vector<std::string> found;
    for (const auto& entry : fs::recursive_directory_iterator(host().root()))
        if (entry.is_regular_file() && !is_the_configuration(entry.path()) &&
            text_of(entry.path()).find(secret) != std::string::npos)
            found.push_back(entry.path().string());
    return found;
}

bool tells(const util::Ended& ended) {
    return (ended.output + ended.error).find(secret) != std::string::npos;
}

std::string mode_and_owner(const fs::path& path) {
    return util::run({.words = {"stat", "--format", "%a %U", path.string()}}).output;
}

}

TEST_CASE("no value of the configuration is in any output, file or argument") {
    TestApp app("secretive");
    host().must({"config:set", "--no-restart", app.name(), std::string("PASSWORD=") + secret});
    ArgumentWatch arguments;

    const auto served = app.push({{"web", "--say-variable=PASSWORD"}});
    const auto failed = app.push({{"web", "--say-variable=PASSWORD --exit=3"}});
    for (const util::Ended& ended : {served, failed}) {
        CHECK(ended.error.find("$PASSWORD") != std::string::npos);
        CHECK_FALSE(tells(ended));
    }
    for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
             {"logs:failed", app.name()},
             {"scheduler-docker-api:explain", app.name()},
             {"scheduler-docker-api:explain", app.name(), "--format", "json"},
             {"scheduler-docker-api:report", app.name()},
             {"scheduler-docker-api:doctor"},
             {"ps:report", app.name()},
             {"ps:inspect", app.name()},
             {"ps:scale", app.name(), "web=2"},
             {"ps:stop", app.name()}}) {
        CAPTURE(words);
        CHECK_FALSE(tells(host().run(words)));
    }
    CHECK(files_with_the_secret() == std::vector<std::string>{});
    CHECK(arguments.found() == std::set<std::string>{});
}

TEST_CASE("only its owner reads and writes what is ours, and nobody else writes what is Dokku's") {
    TestApp app("private");
    app.must_push({{"web", "--text=here"}, {"worker", "--idle"}});
    CHECK(app.push({{"web", "--exit=3"}}).status != 0);
    host().run({"scheduler-docker-api:set", app.name(), "drain", "timer"});

    for (const auto& entry : fs::recursive_directory_iterator(data())) {
        CAPTURE(entry.path().string());
        CHECK(mode_and_owner(entry.path()) == (entry.is_directory() ? "700 hookrun\n" : "600 hookrun\n"));
    }
    for (const auto& [replica, id] : app.serving())
        CHECK(mode_and_owner(host().root() / "apps" / app.name() / ("CONTAINER." + replica)) ==
              "644 hookrun\n");
    CHECK(util::run({.words = {"find", host().root().string(), "-not", "-type", "l", "-perm", "/022"}})
              .output == "");
    CHECK(util::run({.words = {"find", host().root().string(), "-not", "-user", "hookrun", "-not", "-path",
                               "*plugins*", "-not", "-path", "*/bin*", "-not", "-path", "*/nginx/*"}})
              .output == "");
}

TEST_CASE("a symbolic link in a directory of state is not followed") {
    const util::Path victim = host().root() / "victim";
    const std::string before = "not to be touched\n";
    TestApp app("linked");
    app.must_push({{"web", "--text=here"}});
    util::write_file(victim, before, 0644);
    util::run({.words = {"chown", "hookrun:", victim.string()}});
    const util::Path ours = data() / app.name(), theirs = host().root() / "apps" / app.name();
    const util::Path places[] = {ours / "journal.json",      ours / "lock",
                                 ours / "history.log",       ours / "failure.json",
                                 ours / "last-failure.json", ours / "plugins-told",
                                 theirs / "CONTAINER.web.1", theirs / "IP.web.1",
                                 theirs / "PORT.web.1",      data() / ".retiring" / "linked",
                                 data() / ".reaper.lock",    data() / ".retiring.lock"};
    for (const util::Path& place : places) {
        CAPTURE(place.string());
        const auto kept = util::read_file(place);
        util::remove_file(place);
        fs::create_symlink(victim, place);

        hostile::check_is_bounded(host().run({"ps:restart", app.name()}));
        hostile::check_is_bounded(app.push({{"web", "--exit=3"}}));
        hostile::check_is_bounded(host().run({"ps:retire"}));

        CHECK(util::read_file(victim) == before);
        util::remove_file(place);
        if (kept) util::write_file(place, *kept, 0644);
        util::run({.words = {"chown", "hookrun:", place.string()}});
    }
    // Without their lock two reapers may have been at work; one of them has stepped aside by now.
    util::Ended restarted = host().run({"ps:restart", app.name()});
    if (restarted.status != 0) restarted = host().run({"ps:restart", app.name()});
    CHECK_MESSAGE(restarted.status == 0, (restarted.output + restarted.error));
    CHECK(app.page() == "here");
    util::remove_file(victim);
}
