#include "engine/visitor.hpp"
#include "faults/held_deploy.hpp"
#include "support/endurance.hpp"
#include "support/fault.hpp"

#include "util/text.hpp"

#include <doctest/doctest.h>

#include <memory>

using faults::ServingApp;

namespace {

using e2e::host;

void shell(const std::string& command) {
    const auto ended = util::run({.words = {"sh", "-ec", command}});
    CHECK_MESSAGE(ended.status == 0, ended.error);
}

/// Something that is wrong with the file system of the host's state for a while.
struct Trouble {
    const char* name;
    const char* begin;
    const char* end;
    const char* message;  ///< in what a command says that fails for it
};
constexpr Trouble troubles[] = {
    {"full", "mount -o remount,size=$(($(df --output=used /var/lib/hookrun | tail -n 1)))k /var/lib/hookrun",
     "mount -o remount,size=50% /var/lib/hookrun", "No space left on device"},
    {"read-only",
     "mount --bind /var/lib/hookrun /var/lib/hookrun; until mount -o remount,bind,ro /var/lib/hookrun; do "
     "sleep 0.1; done",
     "until umount /var/lib/hookrun; do sleep 0.1; done", "Read-only file system"}};

class InTrouble {
public:
    explicit InTrouble(const Trouble& trouble) : trouble_(trouble) { shell(trouble.begin); }
    ~InTrouble() { shell(trouble_.end); }
    InTrouble(const InTrouble&) = delete;
    InTrouble& operator=(const InTrouble&) = delete;

private:
    const Trouble& trouble_;
};

void check_that_it_says_so(const util::Ended& ended, const Trouble& trouble) {
    CHECK(ended.status == 1);
    CHECK_MESSAGE(ended.error.find(trouble.message) != std::string::npos, (ended.output + ended.error));
}

}

TEST_CASE("no state can be written: the release serves on, and the command says why it failed") {
    const ServingApp app("no-room", 2, 1);
    const e2e::Visitor visitor(app.name(), "here");
    for (const Trouble& trouble : troubles) {
        const support::Fault fault(std::string("state is ") + trouble.name + " before a deploy");
        const auto before = app.serving();
        {
            const InTrouble now(trouble);
            check_that_it_says_so(app.deploy(), trouble);
            CHECK(app.page() == "here");
        }
        host().must({"ps:retire"});
        CHECK(app.serving() == before);
        app.check_one_release(before);
    }
    CHECK_MESSAGE(visitor.failures() == 0, visitor.last_failure());
}

TEST_CASE("from some stage of a deploy on no state can be written: one release serves, then and later") {
    const ServingApp app("room-ends", 2, 1);
    const e2e::Visitor visitor(app.name(), "here");
    int number = 0;
    for (const Trouble& trouble : troubles)
        for (const faults::Stage& stage : faults::stages) {
            if (number++ % endurance::times(3, 1) != 0) continue;
            const support::Fault fault(std::string("state is ") + trouble.name + " from " + stage.name);
            const auto before = app.serving();
            std::unique_ptr<InTrouble> now;
            const util::Ended ended = faults::deploy_and_at(
                stage, app, [&] { now = std::make_unique<InTrouble>(trouble); },
                [&] {
                    CHECK(app.page() == "here");
                    now.reset();
                });
            check_that_it_says_so(ended, trouble);
            host().must({"ps:retire"});
            app.check_one_release(before);
            CHECK_MESSAGE(visitor.failures() == 0, visitor.last_failure());
        }
}

TEST_CASE("an app is stopped though no state can be written, or the command says why not") {
    const ServingApp app("stops-anyway", 1, 1);
    for (const Trouble& trouble : troubles) {
        const support::Fault fault(std::string("state is ") + trouble.name + " at a stop");
        {
            const InTrouble now(trouble);
            const auto ended = faults::run_trigger("scheduler-stop", {"docker-api", app.name()});
            if (ended.status != 0) check_that_it_says_so(ended, trouble);
            else CHECK(app.containers("running").empty());
        }
        host().must({"ps:stop", app.name()});
        CHECK(app.containers("running").empty());
        host().must({"ps:start", app.name()});
        CHECK(app.page() == "here");
    }
}
