#include "faults/held_deploy.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>
#include <future>
#include <optional>

namespace faults {

using namespace std::chrono_literals;

namespace {

constexpr auto longest_deploy = 120s;

/// The plugin that holds it up.
class Hold {
public:
    explicit Hold(const Stage& stage) : plugin_(stage.plugin, {{stage.trigger, script()}}) {
        std::filesystem::create_directories(at().parent_path());
        std::filesystem::permissions(at().parent_path(), std::filesystem::perms(0777));
        clear();
    }
    ~Hold() { clear(); }
    bool is_reached() const { return std::filesystem::exists(at()); }
    void let_go() const { util::write_file(go(), "", 0666); }

private:
    /// It waits for two minutes at most, so that a test that fails ends.
    static std::string script() {
        return "touch " + at().string() + "; i=0; while [ ! -e " + go().string() +
               " ] && [ $i -lt 2400 ]; do i=$((i + 1)); sleep 0.05; done";
    }
    static util::Path at() { return "/run/hold/at"; }
    static util::Path go() { return "/run/hold/go"; }
    static void clear() {
        util::remove_file(at());
        util::remove_file(go());
    }
    e2e::TestPlugin plugin_;
};

/// Of every container: an Engine of Debian 12 that was restarted has been seen to
/// give one address to two, of which then one cannot be reached.
std::string addresses() {
    return util::run({.words = {"sh", "-c",
                                "docker ps --quiet | xargs docker inspect --format "
                                "'{{.Name}} {{.NetworkSettings.IPAddress}}'"}})
        .output;
}

/// How it ended, if it got so far.
std::optional<util::Ended> try_to_deploy(const Stage& stage, const ServingApp& app,
                                         const std::function<void()>& act,
                                         const std::function<void()>& afterwards) {
    const Hold hold(stage);
    auto deploy = std::async(std::launch::async, [&] { return app.deploy(); });
    const auto has_ended = [&] { return deploy.wait_for(0s) == std::future_status::ready; };
    e2e::becomes_true([&] { return hold.is_reached() || has_ended(); }, longest_deploy);
    const bool reached = hold.is_reached();
    if (reached) act();
    hold.let_go();
    util::Ended ended = deploy.get();
    if (reached) {
        afterwards();
        return ended;
    }
    MESSAGE("the deploy did not get so far: ", ended.output, ended.error, addresses());
    return {};
}

}

util::Ended deploy_and_at(const Stage& stage, const ServingApp& app, const std::function<void()>& act,
                          const std::function<void()>& afterwards) {
    if (const auto ended = try_to_deploy(stage, app, act, afterwards)) return *ended;
    CHECK(app.page() == "here");
    const auto ended = try_to_deploy(stage, app, act, afterwards);
    REQUIRE(ended);
    return *ended;
}

}
