// How what we do grows with what else is on the host. A deploy, beside the
// Engine's own time for it, and the timer's pass over what is to be retired.

#include "floor.hpp"
#include "measured_hook.hpp"

#include "util/text.hpp"

#include <doctest/doctest.h>

#include <filesystem>

using namespace bench;

namespace {

constexpr int rounds_of_growth = 5;

using e2e::host;

struct Deploys {
    Microseconds ours{}, floor{};
};

/// What came to the host may slow the Engine down, and us by as much and 20 ms.
void judge_growth(const std::string& what, const Deploys& alone, const Deploys& crowded) {
    const auto ours = crowded.ours - alone.ours;
    const auto engine = std::max(crowded.floor - alone.floor, Microseconds(0));
    const auto bound = engine + std::chrono::milliseconds(20);
    line("what " + what + " add to a deploy", milliseconds(ours), milliseconds(engine) + " + 20 ms",
         ours <= bound);
}

class Grower {
public:
    Grower() : app_("bench") {
        host().must({"config:set", "--no-restart", "bench", "DOKKU_WAIT_TO_RETIRE=1"});
        app_.must_push({{"web", "--port=5000"}}, "5000");
        deploy_.emplace("bench");
        others_.emplace(serving());
    }

    void add_containers(int count) { others_->deploy(count), count_ += count; }
    int containers() const { return count_; }

    Deploys deploy() {
        std::vector<Microseconds> ours, floor;
        for (int round = 0; round < rounds_of_growth; ++round) {
            let_retire(app_);
            ours.push_back(deploy_->run().wall);
            let_retire(app_);
            Floor bare(serving());
            floor.push_back(bare.deploy(1));
        }
        return {median(ours), median(floor)};
    }

    std::string serving() const { return app_.serving().begin()->second; }

private:
    e2e::TestApp app_;
    std::optional<MeasuredDeploy> deploy_;
    std::optional<Floor> others_;
    int count_ = 0;
};

Microseconds time_of(const std::vector<std::string>& words) {
    std::vector<Microseconds> times;
    for (int round = 0; round < rounds_of_growth; ++round) {
        const auto begin = std::chrono::steady_clock::now();
        host().must(words);
        times.push_back(std::chrono::duration_cast<Microseconds>(std::chrono::steady_clock::now() - begin));
    }
    return median(times);
}

Microseconds each(Microseconds few, Microseconds many, int more) { return (many - few) / more; }

/// Copies of a record of the host's, for containers that are not there, due in a week or so.
void retire_later(const std::string& record, int count) {
    const util::Path directory = host().root() / "data" / "scheduler-docker-api" / ".retiring";
    const std::string text = *util::read_file(directory / record);
    for (int i = 0; i < count; ++i) {
        char id[65];
        std::snprintf(id, sizeof id, "%064d", i);
        std::string copy = text;
        for (auto at = copy.find(record); at != std::string::npos; at = copy.find(record, at))
            copy.replace(at, 64, id);
        util::write_file(directory / id, copy, 0644);
    }
}

}

TEST_CASE("a deploy does not grow more with others' containers than the Engine's own part") {
    Grower grower;
    const Deploys alone = grower.deploy();
    Deploys crowded;
    for (const int more : {49, 150}) {
        grower.add_containers(more);
        crowded = grower.deploy();
        line("deploy beside " + std::to_string(grower.containers()) + " other containers",
             milliseconds(crowded.ours) + ", the Engine's part " + milliseconds(crowded.floor));
    }
    judge_growth("199 other containers", alone, crowded);
}

TEST_CASE("a deploy does not grow with the number of apps") {
    Grower grower;
    const Deploys alone = grower.deploy();
    const Microseconds pass = time_of({"ps:retire"});
    for (int i = 1; i < 200; ++i) {
        const std::string name = "other-" + std::to_string(i);
        host().must({"apps:create", name});
        host().must({"scheduler:set", name, "selected", "docker-api"});
    }
    judge_growth("199 other apps", alone, grower.deploy());
    line("ps:retire, for each of 199 other apps", milliseconds(each(pass, time_of({"ps:retire"}), 199)),
         "1.0 ms", each(pass, time_of({"ps:retire"}), 199) <= std::chrono::milliseconds(1));
    for (int i = 1; i < 200; ++i) host().must({"apps:destroy", "other-" + std::to_string(i), "--force"});
}

TEST_CASE("10,000 containers to be retired later are a straight line") {
    e2e::TestApp app("bench");
    host().must({"config:set", "--no-restart", "bench", "DOKKU_WAIT_TO_RETIRE=604800"});
    app.must_push({{"web", "--port=5000"}}, "5000");
    const std::string record = app.serving().begin()->second;
    app.must_push({{"web", "--port=5000 --text=second"}}, "5000");
    const Microseconds one = time_of({"ps:retire"});
    retire_later(record, 1000);
    const Microseconds thousand = time_of({"ps:retire"});
    retire_later(record, 10000);
    const Microseconds ten_thousand = time_of({"ps:retire"});
    line("ps:retire with 1,000 retirements waiting", milliseconds(thousand - one));
    line("ps:retire with 10,000", milliseconds(ten_thousand - one), "12 x " + milliseconds(thousand - one),
         ten_thousand - one <= 12 * (thousand - one));
    std::filesystem::remove_all(host().root() / "data" / "scheduler-docker-api" / ".retiring");
}
