#include "measured_hook.hpp"

#include "util/text.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <sstream>
#include <thread>

namespace bench {

namespace {

namespace fs = std::filesystem;

constexpr const char* hook = "scheduler-deploy";

using e2e::host;

void link_hook(const char* variable) {
    const util::Path link = host().root() / "plugins" / "available" / "scheduler-docker-api" / hook;
    fs::remove(link);
    fs::create_symlink(e2e::program(variable), link);
}

}

MeasuredDeploy::MeasuredDeploy(const std::string& app) : app_(app) {
    fs::permissions(directory_.path(), fs::perms::all);
    fs::create_directory(directory_.path() / "bin");
    fs::create_symlink(e2e::program("PLUGN_PROGRAM"), directory_.path() / "bin" / "plugn");
    fs::permissions(directory_.path() / "bin", fs::perms(0755));
    deploy({{"BENCH_PLUGN", (host().root() / "bin" / "plugn").string()},
            {"BENCH_PATH", (directory_.path() / "bin").string()}});
}

Cost MeasuredDeploy::run() { return deploy({{"BENCH_PATH", (directory_.path() / "bin").string()}}); }

Cost MeasuredDeploy::run_on_host() { return deploy({}); }

Cost MeasuredDeploy::deploy(std::map<std::string, std::string> environment) {
    const util::Path report = directory_.path() / "report";
    const util::Path count = directory_.path() / "count";
    util::write_file(report, "", 0666);
    util::write_file(count, "", 0666);
    fs::permissions(report, fs::perms(0666));
    fs::permissions(count, fs::perms(0666));
    environment["BENCH_ANSWERS"] = directory_.path().string();
    environment["BENCH_REPORT"] = report.string();
    environment["BENCH_HOOK"] = e2e::program("SCHEDULER_PROGRAM").string();
    link_hook("MEASURED_PROGRAM");
    const util::Ended ended =
        util::run({.words = {host().hookrun().string(), "plugin:trigger", hook, "docker-api", app_, "latest"},
                   .environment = environment});
    link_hook("SCHEDULER_PROGRAM");
    REQUIRE_MESSAGE(ended.status == 0, (ended.output + ended.error));
    Cost cost;
    long wall = 0, processor = 0;
    std::istringstream(*util::read_file(report)) >> wall >> processor >> cost.resident_kib;
    cost.wall = Microseconds(wall);
    cost.processor = Microseconds(processor);
    cost.triggers = static_cast<int>(util::read_file(count)->size());
    return cost;
}

void let_retire(const e2e::TestApp& app) {
    for (int tries = 0; tries < 600; ++tries) {
        host().must({"ps:retire"});
        if (app.containers().size() == app.serving().size()) return;
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
}

}
