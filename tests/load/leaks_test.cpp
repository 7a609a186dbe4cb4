#include "engine/standalone_host.hpp"
#include "holdings.hpp"
#include "support/endurance.hpp"

#include <doctest/doctest.h>

#include <sys/mount.h>
#include <thread>

using namespace e2e;
using namespace std::chrono_literals;

namespace {

constexpr const char* leaky_app = "leaky";
/// What the allocator may keep for threads that come and go.
constexpr long most_growth_in_kib = 4096;

/// /tmp without what other programs of the machine do there.
class PrivateTemporaryFiles {
public:
    PrivateTemporaryFiles() { REQUIRE(::mount("tmpfs", "/tmp", "tmpfs", 0, "mode=1777") == 0); }
    PrivateTemporaryFiles(const PrivateTemporaryFiles&) = delete;
    PrivateTemporaryFiles& operator=(const PrivateTemporaryFiles&) = delete;
    ~PrivateTemporaryFiles() { ::umount2("/tmp", MNT_DETACH); }
};

std::string dockerfile_with_volume(int revision) {
    return "FROM scratch\nCOPY app_server /app_server\nENV REVISION=" + std::to_string(revision) +
           "\nVOLUME /data\nCMD [\"/app_server\"]\n";
}

/// Every fifth ends at once, and every seventh cannot even be built: always the same,
/// since the Engine keeps the steps before a failed one for later builds.
void deploy(TestApp& app, int revision) {
    const bool is_broken = revision % 5 == 3;
    const bool cannot_be_built = revision % 7 == 5;
    const std::string dockerfile =
        cannot_be_built ? dockerfile_with_volume(0) + "COPY absent /\n" : dockerfile_with_volume(revision);
    const auto ended = app.push({{"web", is_broken ? "--exit=3" : "--text=good"}, {"worker", "--idle"}}, "",
                                {{"Dockerfile", dockerfile}});
    CHECK_MESSAGE((ended.status != 0) == (is_broken || cannot_be_built), (ended.output + ended.error));
}

/// Once what is under way has come to its end.
load::Holdings holdings_at_rest(TestApp& app, const load::Holdings& expected = {}) {
    app.let_retire();
    load::Holdings holdings = load::look_at_host();
    for (int tries = 0;
         tries < 150 && (expected.empty() ? tries < 20 : !load::left_behind(expected, holdings).empty());
         ++tries) {
        std::this_thread::sleep_for(200ms);
        holdings = load::look_at_host();
    }
    return holdings;
}

}

TEST_CASE("deploys leave nothing behind, whether they succeed or fail") {
    const int deploys = endurance::times(10, 200);
    const PrivateTemporaryFiles temporary_files;
    TestApp app(leaky_app);
    host().must({"ps:scale", leaky_app, "web=1", "worker=1"});
    host().must({"config:set", "--no-restart", leaky_app, "DOKKU_DEFAULT_CHECKS_WAIT=0"});
    for (const int revision : {3, 5, 6}) deploy(app, revision);
    const load::Holdings before = holdings_at_rest(app);
    const long memory_before = load::reaper_memory_in_kib();
    CHECK(before.at("volumes").size() == 2);
    CHECK(memory_before > 0);

    for (int revision = 1; revision <= deploys; ++revision) deploy(app, revision);
    deploy(app, 1);

    const load::Holdings after = holdings_at_rest(app, before);
    const std::string left = load::left_behind(before, after);
    CHECK_MESSAGE(left.empty(), left);
    const long memory_after = load::reaper_memory_in_kib();
    MESSAGE("the reaper has ", memory_before, " KiB before, ", memory_after, " KiB after ", deploys,
            " deploys");
    CHECK(memory_after < memory_before + most_growth_in_kib);
}
