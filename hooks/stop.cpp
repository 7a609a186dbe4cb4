#include "triggers.hpp"

#include "deploy/healing.hpp"
#include "deploy/leftovers.hpp"
#include "deploy/reaper.hpp"
#include "deploy/retirement.hpp"
#include "deploy/status.hpp"
#include "deploy/stop.hpp"
#include "deploy/upkeep.hpp"
#include "hook/exit_status.hpp"

namespace hooks {

/// SCHED APP [true: remove too]
int scheduler_stop(hook::Runtime& runtime, const Arguments& arguments) {
    const auto removal = arguments[2] == "true" ? deploy::Removal::yes : deploy::Removal::no;
    deploy::stop_app(runtime.world(), arguments[1], removal);
    return hook::done;
}

/// SCHED APP: before the app is started again on a host that has just booted.
int scheduler_pre_restore(hook::Runtime& runtime, const Arguments& arguments) {
    return hook::never_in_the_way(runtime.log(),
                                  [&] { deploy::remove_leftovers(runtime.world(), arguments[1]); });
}

/// SCHED APP; from Dokku's timer with the global scheduler and no app, for all.
int scheduler_retire(hook::Runtime& runtime, const Arguments& arguments) {
    return hook::never_in_the_way(runtime.log(), [&] {
        const util::Path data = runtime.environment().data();
        if (util::list_directory(data).empty()) return;
        deploy::put_all_right(runtime.world());
        deploy::carry_out_retirements(runtime.world(), arguments[1]);
        deploy::launch_reaper(runtime.world());
    });
}

/// APP: before a proxy configuration is written from the addresses.
int network_build_config(hook::Runtime& runtime, const Arguments& arguments) {
    return hook::never_in_the_way(runtime.log(), [&] {
        if (deploy::is_deployed(runtime.environment(), arguments[0]))
            deploy::refresh_addresses(runtime.world(), arguments[0]);
    });
}

}
