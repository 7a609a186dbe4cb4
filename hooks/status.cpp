#include "triggers.hpp"

#include "deploy/status.hpp"
#include "dokku/names.hpp"
#include "hook/exit_status.hpp"
#include "session/inspection.hpp"

namespace hooks {

/// SCHED APP
int scheduler_app_status(hook::Runtime& runtime, const Arguments& arguments) {
    if (!deploy::is_deployed(runtime.environment(), arguments[1])) runtime.log().plain("0 false");
    else runtime.log().plain(deploy::app_status(runtime.world(), arguments[1]));
    return hook::done;
}

/// SCHED APP
int scheduler_is_deployed(hook::Runtime& runtime, const Arguments& arguments) {
    return deploy::is_deployed(runtime.environment(), arguments[1]) ? hook::done : hook::failed;
}

/// SCHED APP
int scheduler_inspect(hook::Runtime& runtime, const Arguments& arguments) {
    dokku::verify_app_exists(runtime.environment(), arguments[1]);
    runtime.log().raw(session::inspect_app(runtime.world(), arguments[1]) + "\n");
    return hook::done;
}

/// SCHED: Dokku's core writes the crontab for schedulers that say true.
int scheduler_uses_host_cron(hook::Runtime& runtime, const Arguments& arguments) {
    if (arguments[0] == dokku::scheduler_name) runtime.log().plain("true");
    return hook::done;
}

}
