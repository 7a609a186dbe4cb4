#include "host/commands/arguments.hpp"
#include "host/commands/handlers.hpp"
#include "host/scheduler.hpp"
#include "util/file_lock.hpp"

namespace host::command {

int ps_retire(Host& host, const Words& arguments) {
    const auto lock = util::FileLock::try_take(host.roots.data() / "ps" / ".retire");
    if (!lock) return status_busy;
    const std::string app = arguments.empty() ? "" : app_argument(host, arguments);
    if (!app.empty()) verify_scheduler(host, app);
    host.log.header("Retiring old containers and images");
    const std::string scheduler = scheduler_of(host, app.empty() ? dokku::global : app);
    if (const int status = host.plugins.trigger("scheduler-retire", {scheduler, app}); status != 0)
        return status;
    host.log.header("Retiring expired run and cron containers");
    return host.plugins.trigger("scheduler-run-retire", {});
}

int run_retire(Host& host, const Words& arguments) {
    if (arguments.empty()) return host.plugins.trigger("scheduler-run-retire", {});
    const std::string& app = app_argument(host, arguments);
    return ask_scheduler(host, "scheduler-run-retire", app);
}

}
