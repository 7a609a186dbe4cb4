#include "faults/held_deploy.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>
#include <future>

namespace faults {

using namespace std::chrono_literals;

namespace {

constexpr auto longest_deploy = 120s;

/// The plugin that holds it up.
class Hold {
public:
    explicit Hold(const Stage& stage)
        : plugin_(stage.plugin, {{stage.trigger, "touch " + at().string() + "; while [ ! -e " +
                                                     go().string() + " ]; do sleep 0.05; done"}}) {
        std::filesystem::create_directories(at().parent_path());
        std::filesystem::permissions(at().parent_path(), std::filesystem::perms(0777));
        clear();
    }
    ~Hold() { clear(); }
    bool is_reached() const { return std::filesystem::exists(at()); }
    void let_go() const { util::write_file(go(), "", 0666); }

private:
    static util::Path at() { return "/run/hold/at"; }
    static util::Path go() { return "/run/hold/go"; }
    static void clear() {
        util::remove_file(at());
        util::remove_file(go());
    }
    e2e::TestPlugin plugin_;
};

}

util::Ended deploy_and_at(const Stage& stage, const ServingApp& app, const std::function<void()>& act,
                          const std::function<void()>& afterwards) {
    const Hold hold(stage);
    auto deploy = std::async(std::launch::async, [&] { return app.deploy(); });
    const auto has_ended = [&] { return deploy.wait_for(0s) == std::future_status::ready; };
    e2e::becomes_true([&] { return hold.is_reached() || has_ended(); }, longest_deploy);
    if (!hold.is_reached()) {
        hold.let_go();
        const util::Ended ended = deploy.get();
        FAIL("the deploy did not get so far: " << ended.output << ended.error);
    }
    act();
    hold.let_go();
    util::Ended ended = deploy.get();
    afterwards();
    return ended;
}

}
