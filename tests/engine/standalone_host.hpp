#pragma once

#include "util/file.hpp"
#include "util/process.hpp"

#include <sys/types.h>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace e2e {

/// Where its proxy listens.
constexpr std::uint16_t proxy_port = 8080;

/// The standalone host as its operator sees it: commands typed, repositories
/// pushed, pages fetched through its proxy. One for all tests of the process,
/// set up in the default place, which with-engine has made private. Threads may
/// share it, once it is there.
class StandaloneHost {
public:
    static StandaloneHost& instance();

    /// `hookrun WORDS`: what it printed and its status.
    util::Ended run(const std::vector<std::string>& words,
                    const std::map<std::string, std::string>& environment = {});
    /// As run(), but a status other than 0 is a failed requirement.
    std::string must(const std::vector<std::string>& words);

    /// Commits these files and pushes them. `on_output` gets what it prints as it comes.
    util::Ended push(const std::string& app, const std::map<std::string, std::string>& files,
                     const std::function<void(std::string_view)>& on_output = {});

    /// What the proxy answers for the app: the body, or "status N", or "no answer".
    std::string fetch(const std::string& app, const std::string& path = "/");

    util::Path root() const { return "/var/lib/hookrun"; }
    util::Path hookrun() const;

private:
    StandaloneHost();
    util::Path repository(const std::string& app);

    std::mutex mutex_;
    std::map<std::string, std::unique_ptr<util::TemporaryDirectory>> repositories_;
};

inline StandaloneHost& host() { return StandaloneHost::instance(); }

/// An app that is destroyed at the end of the test. Its image is the test app;
/// checks that only wait are short.
class TestApp {
public:
    explicit TestApp(const std::string& name);
    TestApp(const TestApp&) = delete;
    TestApp& operator=(const TestApp&) = delete;
    ~TestApp();

    const std::string& name() const { return name_; }
    /// Pushes a revision whose process types are app_server with these flags.
    /// Further files take the place of those made here.
    util::Ended push(const std::map<std::string, std::string>& types, const std::string& exposed = "",
                     const std::map<std::string, std::string>& further_files = {});
    std::string must_push(const std::map<std::string, std::string>& types, const std::string& exposed = "");
    std::string page(const std::string& path = "/") const;
    /// Ids of its containers whose state is one of these, or of all.
    std::vector<std::string> containers(const std::string& state = "") const;
    /// The ids that the state files name, by replica.
    std::map<std::string, std::string> serving() const;
    /// Runs what the timer runs until no container is left but those that serve.
    void let_retire() const;

private:
    std::string name_;
};

/// A third-party plugin, enabled until the end of the test: shell scripts by trigger.
class TestPlugin {
public:
    TestPlugin(const std::string& name, const std::map<std::string, std::string>& scripts);
    TestPlugin(const TestPlugin&) = delete;
    TestPlugin& operator=(const TestPlugin&) = delete;
    ~TestPlugin();

private:
    util::Path directory_;
    util::Path link_;
};

/// Both outputs of a command.
std::string all_of(const util::Ended& ended);

/// Whether an output has this text, also where it was broken to fit a terminal:
/// the prefix and indent of a further line count as one blank.
bool says(const std::string& output, const std::string& text);
bool says(const util::Ended& ended, const std::string& text);

/// The process ids of the host's reapers.
std::vector<pid_t> reapers();

/// Whether this holds before so much time has passed; asks every 50 ms.
bool becomes_true(const std::function<bool()>& condition, std::chrono::nanoseconds longest);

/// What the build put into this environment variable, copied to where any user
/// may read it: a checkout may lie in a directory of root's alone.
util::Path program(const char* variable);

/// Whether it holds now or within minutes, which a busy machine may need.
bool holds_soon(const std::function<bool()>& condition);

/// The Debian docker CLI, as a second opinion on what the Engine holds.
std::string docker(const std::vector<std::string>& words);
/// What it says of a container in a format of its templates, without surrounding blanks.
std::string inspect(const std::string& container, const std::string& format);

}
