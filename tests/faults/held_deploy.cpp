#include "faults/held_deploy.hpp"

#include "engine/hold.hpp"

#include <doctest/doctest.h>

#include <optional>

namespace faults {

namespace {

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
    const e2e::Hold hold(stage.plugin, stage.trigger);
    const auto held = hold.try_act_during([&] { return app.deploy(); }, act);
    if (held.came_so_far) {
        afterwards();
        return held.ended;
    }
    MESSAGE("the deploy did not get so far: ", held.ended.output, held.ended.error, addresses());
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
