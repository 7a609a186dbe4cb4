#include "standalone_host.hpp"

#include "util/text.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <thread>

namespace e2e {

namespace {

constexpr const char* plugin_toml = "[plugin]\ndescription = \"test\"\nversion = \"0\"\n[plugin.config]\n";

/// As plugin:install leaves it, without building it once more. Tests of the
/// installation name no program for that.
void link_plugin(const util::Path& root) {
    const util::Path plugins = root / "plugins";
    const util::Path directory = plugins / "available" / "scheduler-docker-api";
    std::filesystem::create_directories(directory);
    const std::string scheduler = program("SCHEDULER_PROGRAM");
    program("DEPLOYER_PROGRAM");
    program("WEBHOOK_PROGRAM");
    util::write_file(directory / "plugin.toml", plugin_toml, 0644);
    std::filesystem::create_directories(directory / "subcommands");
    for (const std::string& name : util::lines(util::run({.words = {scheduler, "--triggers"}}).output))
        std::filesystem::create_symlink(scheduler, directory / name);
    std::filesystem::create_directory_symlink("../available/scheduler-docker-api",
                                              plugins / "enabled" / "scheduler-docker-api");
    std::filesystem::permissions(directory, std::filesystem::perms(0755));
}

void git(const util::Path& repository, const std::vector<std::string>& words) {
    std::vector<std::string> command{"git",         "-C", repository.string(), "-c",
                                     "user.name=t", "-c", "user.email=t@t"};
    command.insert(command.end(), words.begin(), words.end());
    const auto ended = util::run({.words = command});
    REQUIRE_MESSAGE(ended.status == 0, ended.error);
}

/// A line's words behind what stands before them.
std::string_view without(std::string_view line, std::string_view prefix) {
    line = util::trim(line);
    return util::trim(line.starts_with(prefix) ? line.substr(prefix.size()) : line);
}

std::string dockerfile(const std::string& exposed) {
    return "FROM scratch\nCOPY app_server /app_server\n" +
           (exposed.empty() ? "" : "EXPOSE " + exposed + "\n") + "CMD [\"/app_server\"]\n";
}

}

util::Path program(const char* variable) {
    const char* path = std::getenv(variable);
    REQUIRE_MESSAGE(path != nullptr, variable);
    const util::Path copy = util::Path("/run/programs") / util::Path(path).filename();
    static std::mutex one_copies;
    const std::lock_guard guard(one_copies);
    if (!std::filesystem::exists(copy)) {
        std::filesystem::create_directories(copy.parent_path());
        std::filesystem::copy_file(path, copy);
        std::filesystem::permissions(copy, std::filesystem::perms(0755));
    }
    return copy;
}

std::string all_of(const util::Ended& ended) { return ended.output + ended.error; }

bool says(const std::string& output, const std::string& text) {
    std::string flowing;
    for (const std::string& line : util::lines(output))
        flowing += std::string(without(without(line, "remote: "), "| ")) + " ";
    return output.find(text) != std::string::npos || flowing.find(text) != std::string::npos;
}

bool says(const util::Ended& ended, const std::string& text) { return says(all_of(ended), text); }

StandaloneHost& StandaloneHost::instance() {
    static StandaloneHost host;
    return host;
}

StandaloneHost::StandaloneHost() {
    must({"setup"});
    if (std::getenv("SCHEDULER_PROGRAM") != nullptr) link_plugin(root());
    must({"config:set", "--global", "DOKKU_DEFAULT_CHECKS_WAIT=1", "DOKKU_WAIT_TO_RETIRE=1",
          "DOKKU_DOCKER_STOP_TIMEOUT=2", "RELEASE_HEALTHCHECK_TIMEOUT=20"});
}

util::Path StandaloneHost::hookrun() const { return program("HOOKRUN_PROGRAM"); }

util::Ended StandaloneHost::run(const std::vector<std::string>& words,
                                const std::map<std::string, std::string>& environment) {
    std::vector<std::string> command{hookrun().string()};
    command.insert(command.end(), words.begin(), words.end());
    return util::run({.words = command, .environment = environment});
}

std::string StandaloneHost::must(const std::vector<std::string>& words) {
    const util::Ended ended = run(words);
    REQUIRE_MESSAGE(ended.status == 0, (util::join(words, " ") + ": " + ended.output + ended.error));
    return ended.output;
}

util::Path StandaloneHost::repository(const std::string& app) {
    const std::lock_guard guard(mutex_);
    auto& repository = repositories_[app];
    if (!repository) {
        repository = std::make_unique<util::TemporaryDirectory>();
        git(repository->path(), {"init", "-q", "-b", "main"});
    }
    return repository->path();
}

util::Ended StandaloneHost::push(const std::string& app, const std::map<std::string, std::string>& files,
                                 const std::function<void(std::string_view)>& on_output) {
    const util::Path directory = repository(app);
    for (const auto& entry : std::filesystem::directory_iterator(directory))
        if (entry.path().filename() != ".git") std::filesystem::remove_all(entry.path());
    for (const auto& [name, text] : files) util::write_file(directory / name, text, 0755);
    git(directory, {"add", "-A"});
    git(directory, {"commit", "-q", "--allow-empty", "-m", "a revision"});
    return util::run({.words = {"git", "-C", directory.string(), "push", "-q", "--force",
                                "--receive-pack=" + hookrun().string() + " git-receive-pack",
                                (root() / "apps" / app).string(), "main:main"},
                      .on_error = on_output});
}

std::string StandaloneHost::fetch(const std::string& app, const std::string& path) {
    const auto ended =
        util::run({.words = {"curl", "--silent", "--max-time", "20", "--header", "Host: " + app,
                             "--write-out", "\n%{http_code}", "http://127.0.0.1:8080" + path}});
    const auto lines = util::lines(ended.output);
    if (ended.status != 0 || lines.empty()) return "no answer";
    return lines.back() == "200" ? lines.front() : "status " + lines.back();
}

TestApp::TestApp(const std::string& name) : name_(name) {
    StandaloneHost::instance().must({"apps:create", name});
    StandaloneHost::instance().must({"scheduler:set", name, "selected", "docker-api"});
}

TestApp::~TestApp() {
    const util::Ended ended = StandaloneHost::instance().run({"apps:destroy", name_, "--force"});
    const bool is_gone = ended.status == 0 || ended.error.find("does not exist") != std::string::npos;
    CHECK_MESSAGE(is_gone, (ended.output + ended.error));
}

util::Ended TestApp::push(const std::map<std::string, std::string>& types, const std::string& exposed,
                          const std::map<std::string, std::string>& further_files) {
    std::string procfile;
    for (const auto& [type, flags] : types) procfile += type + ": /app_server " + flags + "\n";
    std::map<std::string, std::string> files = further_files;
    files.emplace("Dockerfile", dockerfile(exposed));
    files.emplace("Procfile", procfile);
    files.emplace("app_server", *util::read_file(program("APP_SERVER")));
    return StandaloneHost::instance().push(name_, files);
}

std::string TestApp::must_push(const std::map<std::string, std::string>& types, const std::string& exposed) {
    const util::Ended ended = push(types, exposed);
    REQUIRE_MESSAGE(ended.status == 0, (ended.output + ended.error));
    return ended.output + ended.error;
}

std::string TestApp::page(const std::string& path) const {
    return StandaloneHost::instance().fetch(name_, path);
}

std::vector<std::string> TestApp::containers(const std::string& state) const {
    std::vector<std::string> words{"ps",      "--all",    "--no-trunc",
                                   "--quiet", "--filter", "label=com.dokku.app-name=" + name_};
    if (!state.empty()) words.insert(words.end(), {"--filter", "status=" + state});
    return util::lines(docker(words));
}

std::map<std::string, std::string> TestApp::serving() const {
    std::map<std::string, std::string> ids;
    const util::Path directory = StandaloneHost::instance().root() / "apps" / name_;
    for (const std::string& file : util::list_directory(directory))
        if (file.starts_with("CONTAINER."))
            ids[file.substr(10)] = util::trim(*util::read_file(directory / file));
    return ids;
}

void TestApp::let_retire() const {
    constexpr std::chrono::milliseconds pause{100};
    for (int tries = 0; tries < 600; ++tries) {
        StandaloneHost::instance().must({"ps:retire"});
        if (containers().size() == serving().size()) return;
        std::this_thread::sleep_for(pause);
    }
    CHECK_MESSAGE(false, "retired containers stay");
}

TestPlugin::TestPlugin(const std::string& name, const std::map<std::string, std::string>& scripts)
    : directory_(StandaloneHost::instance().root() / "plugins" / "available" / name),
      link_(StandaloneHost::instance().root() / "plugins" / "enabled" / name) {
    for (const auto& [trigger, script] : scripts)
        util::write_file(directory_ / trigger, "#!/bin/sh\n" + script + "\n", 0755);
    util::write_file(directory_ / "plugin.toml", plugin_toml, 0644);
    std::filesystem::permissions(directory_, std::filesystem::perms(0755));
    std::filesystem::create_directory_symlink(directory_, link_);
}

TestPlugin::~TestPlugin() {
    util::remove_file(link_);
    util::remove_directory(directory_);
}

bool holds_soon(const std::function<bool()>& condition) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::minutes(3);
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    return true;
}

std::string docker(const std::vector<std::string>& words) {
    std::vector<std::string> command{"/usr/bin/docker"};
    command.insert(command.end(), words.begin(), words.end());
    const auto ended = util::run({.words = command});
    CHECK_MESSAGE(ended.status == 0, (util::join(words, " ") + ": " + ended.error));
    return ended.output;
}

std::string inspect(const std::string& container, const std::string& format) {
    return std::string(util::trim(docker({"inspect", "--format", format, container})));
}

std::vector<pid_t> reapers() {
    std::vector<pid_t> found;
    for (const auto& line : util::lines(util::run({.words = {"pgrep", "-f", "--", "--reap$"}}).output))
        found.push_back(static_cast<pid_t>(util::parse_number(line, 2, 1 << 30).value_or(0)));
    return found;
}

bool becomes_true(const std::function<bool()>& condition, std::chrono::nanoseconds longest) {
    for (const auto end = std::chrono::steady_clock::now() + longest; !condition();) {
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return true;
}

}
