#include "triggers.hpp"

#include "dokku/names.hpp"
#include "hook/exit_status.hpp"
#include "session/run_list.hpp"
#include "session/run_retirement.hpp"
#include "session/run_stop.hpp"

namespace hooks {

/// SCHED APP FORMAT
int scheduler_run_list(hook::Runtime& runtime, const Arguments& arguments) {
    if (arguments[0] != dokku::scheduler_name) return hook::done;
    dokku::verify_app_exists(runtime.environment(), arguments[1]);
    const auto format = arguments[2] == "stdout" ? session::ListFormat::table : session::ListFormat::json;
    session::list_runs(runtime.world(), arguments[1], format);
    return hook::done;
}

/// SCHED APP CONTAINER_NAME; the app may be empty.
int scheduler_run_stop(hook::Runtime& runtime, const Arguments& arguments) {
    if (arguments[0] != dokku::scheduler_name) return hook::done;
    if (!arguments[1].empty()) dokku::verify_app_exists(runtime.environment(), arguments[1]);
    return session::stop_runs(runtime.world(), arguments[1], arguments[2]) ? hook::done : hook::failed;
}

/// [SCHED APP]; without, for all apps.
int scheduler_run_retire(hook::Runtime& runtime, const Arguments& arguments) {
    if (!arguments[0].empty() && arguments[0] != dokku::scheduler_name) return hook::done;
    if (!arguments[1].empty()) dokku::verify_app_exists(runtime.environment(), arguments[1]);
    return session::retire_runs(runtime.world(), arguments[1]) ? hook::done : hook::failed;
}

}
