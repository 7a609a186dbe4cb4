#include "engine/hold.hpp"

#include <doctest/doctest.h>

#include <future>

namespace e2e {

namespace {

using namespace std::chrono_literals;

const util::Path directory = "/run/hold";
const util::Path reached = directory / "at";
const util::Path released = directory / "go";

std::string script() {
    return "touch " + reached.string() + "; while [ ! -e " + released.string() + " ]; do sleep 0.05; done";
}

void clear() {
    util::remove_file(reached);
    util::remove_file(released);
}

constexpr auto longest_command = 120s;

void fail_with(std::future<util::Ended>& running) {
    util::write_file(released, "", 0666);
    const util::Ended ended = running.get();
    FAIL("the command did not get so far: " << ended.output << ended.error);
}

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

util::Ended Hold::act_during(const std::function<util::Ended()>& command,
                             const std::function<void()>& act) const {
    auto running = std::async(std::launch::async, command);
    {
        const LetGo whatever_happens;
        const auto has_ended = [&] { return running.wait_for(0s) == std::future_status::ready; };
        becomes_true([&] { return std::filesystem::exists(reached) || has_ended(); }, longest_command);
        if (std::filesystem::exists(reached)) act();
        else fail_with(running);
    }
    return running.get();
}

}
