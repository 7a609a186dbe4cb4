#include "standalone_host.hpp"

#include "util/text.hpp"

#include <doctest/doctest.h>

using namespace e2e;

namespace {

constexpr const char* guard = "#!/bin/sh\n[ \"$1\" = flagged ] || exit 0\n";

constexpr const char* for_deploy = R"(cat <<'FLAGS'
 -v /run/flagged:/data:ro -v flagged-cache:/cache --tmpfs=/scratch:size=1m --health-cmd='test -e "/data/a b"'
 --health-interval=1h --health-retries=7 --label='rule=Host(`a.example`) && Path(`/x`)' --label="team=shop floor"
FLAGS
)";

constexpr const char* for_process = R"(printf ' --memory=64m --memory-swap 128m --cpus=0.5 --pids-limit=50'
printf ' --ulimit nofile=1024:2048 -p 127.0.0.1:18080:5000 --publish=127.0.0.1::5000/udp'
printf ' --network=flagged-front --network-alias=%s --hostname=%s-%s ' "$4" "$4" "$5"
)";

constexpr const char* attach = R"(#!/bin/sh
[ "$1 $3 $4" = "app flagged deploy" ] || exit 0
exec /usr/bin/docker network connect --alias "$3.$5" flagged-back "$2"
)";

/// Somebody else's plugin that adds flags to the app's containers and attaches
/// them to a second network, as Dokku's network plugin does.
class FlagsPlugin {
public:
    FlagsPlugin() {
        util::make_directory(available_, 0755);
        util::write_file(available_ / "plugin.toml", "[plugin]\ndescription = \"flags\"\nversion = \"1\"\n",
                         0644);
        util::write_file(available_ / "docker-args-deploy", std::string(guard) + for_deploy, 0755);
        util::write_file(available_ / "docker-args-process-deploy", std::string(guard) + for_process, 0755);
        util::write_file(available_ / "post-container-create", attach, 0755);
        std::filesystem::create_directory_symlink("../available/flags", enabled_);
    }
    FlagsPlugin(const FlagsPlugin&) = delete;
    FlagsPlugin& operator=(const FlagsPlugin&) = delete;
    ~FlagsPlugin() {
        std::filesystem::remove(enabled_);
        std::filesystem::remove_all(available_);
    }

private:
    const util::Path available_ = host().root() / "plugins" / "available" / "flags";
    const util::Path enabled_ = host().root() / "plugins" / "enabled" / "flags";
};

/// What the flags name, there before the app and gone after it.
class Surroundings {
public:
    Surroundings() {
        util::make_directory("/run/flagged", 0755);
        for (const char* network : networks) docker({"network", "create", network});
    }
    Surroundings(const Surroundings&) = delete;
    Surroundings& operator=(const Surroundings&) = delete;
    ~Surroundings() {
        for (const char* network : networks) docker({"network", "rm", network});
        docker({"volume", "rm", "flagged-cache"});
    }

private:
    static constexpr std::array networks{"flagged-front", "flagged-back"};
};

struct Row {
    const char* format;
    const char* expected;
};

constexpr Row of_a_container[] = {
    {"{{json .HostConfig.Binds}}", R"(["/run/flagged:/data:ro","flagged-cache:/cache"])"},
    {"{{json .HostConfig.Tmpfs}}", R"({"/scratch":"size=1m"})"},
    {"{{json .Config.Healthcheck.Test}}", R"(["CMD-SHELL","test -e \"/data/a b\""])"},
    {"{{.Config.Healthcheck.Interval}} {{.Config.Healthcheck.Retries}}", "1h0m0s 7"},
    {"{{index .Config.Labels \"rule\"}}", "Host(`a.example`) && Path(`/x`)"},
    {"{{index .Config.Labels \"team\"}}", "shop floor"},
    {"{{.HostConfig.Memory}} {{.HostConfig.MemorySwap}}", "67108864 134217728"},
    {"{{.HostConfig.NanoCpus}} {{.HostConfig.PidsLimit}}", "500000000 50"},
    {"{{(index .HostConfig.Ulimits 0).Soft}} {{(index .HostConfig.Ulimits 0).Hard}}", "1024 2048"},
    {"{{(index .NetworkSettings.Ports \"5000/tcp\" 0).HostIp}}", "127.0.0.1"},
    {"{{(index .NetworkSettings.Ports \"5000/tcp\" 0).HostPort}}", "18080"},
    {"{{(index .NetworkSettings.Ports \"5000/udp\" 0).HostIp}}", "127.0.0.1"},
    {"{{.Config.Hostname}}", "web-1"},
    {"{{.HostConfig.NetworkMode}}", "flagged-front"},
    {"{{range $name, $_ := .NetworkSettings.Networks}}{{$name}} {{end}}", "flagged-back flagged-front"},
    {"{{index .NetworkSettings.Networks \"flagged-front\" \"Aliases\" 0}}", "web"},
    {"{{index .NetworkSettings.Networks \"flagged-back\" \"Aliases\" 0}}", "flagged.web"},
    {"{{.State.Running}}", "true"},
};

std::string published_page() {
    return util::run({.words = {"curl", "--silent", "--max-time", "20", "http://127.0.0.1:18080/"}}).output;
}

}

TEST_CASE("flags of another plugin reach the container, which runs with them") {
    const Surroundings surroundings;
    const FlagsPlugin plugin;
    TestApp app("flagged");
    app.must_push({{"web", "--text=one"}});

    for (const Row& row : of_a_container) {
        CAPTURE(row.format);
        CHECK(inspect("flagged.web.1", row.format) == row.expected);
    }
    CHECK(app.page() == "one");
    CHECK(util::trim(published_page()) == "one");

    SUBCASE("and the next release, which takes over the published port") {
        app.must_push({{"web", "--text=two"}});
        CHECK(inspect("flagged.web.1", "{{range $name, $_ := .NetworkSettings.Networks}}{{$name}} {{end}}") ==
              "flagged-back flagged-front");
        CHECK(app.page() == "two");
        CHECK(util::trim(published_page()) == "two");
    }
}
