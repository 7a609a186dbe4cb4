#include "witnessed.hpp"

#include "engine/standalone_host.hpp"
#include "util/parallel.hpp"
#include "util/text.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <optional>

using namespace e2e;

namespace {

constexpr std::size_t many = 100;
constexpr int most_memory_of_many_kib = 64 << 10;
constexpr int most_threads = 150;

/// "Threads" of /proc/PID/status.
int threads_of(const std::string& pid) {
    for (const std::string& line : util::lines(util::read_file("/proc/" + pid + "/status").value_or("")))
        if (line.starts_with("Threads:")) return std::stoi(line.substr(8));
    return 0;
}

/// The process that was started under this name; empty: there is none.
std::string process_called(const std::string& name) {
    for (const std::string& pid : util::list_directory("/proc")) {
        const auto words = util::split(util::read_file("/proc/" + pid + "/cmdline").value_or(""), '\0');
        if (!words.empty() && util::Path(words[0]).filename() == name) return pid;
    }
    return {};
}

}

TEST_CASE("a hundred containers are checked side by side within bounds, and no socket table is read") {
    const util::Path gate = "/run/gate";
    std::filesystem::create_directories(gate);
    TestApp app("many");
    host().must({"docker-options:add", "many", "deploy", "-v /run/gate:/gate"});
    host().must({"config:set", "--no-restart", "many", "DOKKU_CHECKS_TIMEOUT=600",
                 "RELEASE_HEALTHCHECK_TIMEOUT=900"});
    app.must_push({{"web", "--text=hello"}});
    util::write_file(gate / "open", "");
    app.must_push({{"web", "--gate=/gate/open"}});
    util::remove_file(gate / "open");
    const std::size_t waited_before = util::list_directory(gate).size();

    const limits::Witness witness("scheduler-deploy");
    std::optional<util::Ended> ended;
    {
        util::Background scaling([&](const std::stop_token&) {
            ended = host().run({"ps:scale", "many", "web=" + std::to_string(many)}, witness.environment());
        });
        // Each has its request and no answer to it.
        CHECK(holds_soon([&] { return util::list_directory(gate).size() >= waited_before + many; }));
        const int threads = threads_of(process_called("scheduler-deploy"));
        CHECK(threads >= static_cast<int>(many));
        CHECK(threads < most_threads);
        MESSAGE(threads << " threads");
        util::write_file(gate / "open", "");
    }
    CHECK_MESSAGE(ended->status == 0, (ended->output + ended->error));
    CHECK(app.serving().size() == many);
    CHECK(witness.seen().tables == 0);
    CHECK(witness.seen().peak_kib > 0);
    CHECK(witness.seen().peak_kib < most_memory_of_many_kib);
    MESSAGE(witness.seen().peak_kib << " KiB");
}
