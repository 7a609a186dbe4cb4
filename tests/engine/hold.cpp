#include "engine/hold.hpp"

#include <doctest/doctest.h>

#include <future>

namespace e2e {

namespace {

using namespace std::chrono_literals;

const util::Path directory = "/run/hold";
const util::Path reached = directory / "at";
const util::Path released = directory / "go";

/// It waits for two minutes at most, so that a test that fails ends.
std::string script() {
    return "touch " + reached.string() + "; i=0; while [ ! -e " + released.string() +
           " ] && [ $i -lt 2400 ]; do i=$((i + 1)); sleep 0.05; done";
}

void clear() {
    util::remove_file(reached);
    util::remove_file(released);
}

constexpr auto longest_command = 120s;

struct LetGo {
    ~LetGo() { util::write_file(released, "", 0666); }
};

}

Hold::Hold(const std::string& plugin, const std::string& trigger) : plugin_(plugin, {{trigger, script()}}) {
    std::filesystem::create_directories(directory);
    std::filesystem::permissions(directory, std::filesystem::perms(0777));
    clear();
}

Hold::~Hold() { clear(); }

Hold::Held Hold::try_act_during(const std::function<util::Ended()>& command,
                                const std::function<void()>& act) const {
    auto running = std::async(std::launch::async, command);
    bool came_so_far = false;
    {
        const LetGo whatever_happens;
        const auto has_ended = [&] { return running.wait_for(0s) == std::future_status::ready; };
        becomes_true([&] { return std::filesystem::exists(reached) || has_ended(); }, longest_command);
        came_so_far = std::filesystem::exists(reached);
        if (came_so_far) act();
    }
    return {running.get(), came_so_far};
}

util::Ended Hold::act_during(const std::function<util::Ended()>& command,
                             const std::function<void()>& act) const {
    const Held held = try_act_during(command, act);
    REQUIRE_MESSAGE(held.came_so_far,
                    "the command did not get so far: " << held.ended.output << held.ended.error);
    return held.ended;
}

}
