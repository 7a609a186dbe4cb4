#include "dokku/report.hpp"
#include "host/apps.hpp"
#include "host/commands/arguments.hpp"
#include "host/commands/handlers.hpp"
#include "host/property_keys.hpp"
#include "host/scheduler.hpp"
#include "util/text.hpp"

namespace host::command {

int ps_report(Host& host, const Words& arguments) {
    const std::string& app = app_argument(host, arguments);
    const Words status =
        util::split(host.plugins.answer("scheduler-app-status", {scheduler_of(host, app), app}), ' ');
    std::vector<dokku::ReportLine> lines{{"--deployed", is_deployed(host, app) ? "true" : "false"},
                                         {"--processes", word(status, 0)},
                                         {"--running", word(status, 1)}};
    for (const std::string& key : property_keys("ps")) {
        lines.push_back(
            {"--ps-computed-" + key, computed_property(host, *find_property_key("ps", key), app)});
        lines.push_back({"--ps-" + key, host.properties("ps").get(app, key).value_or("")});
    }
    dokku::print_report(host.log, {app, "ps"}, lines, words_from(arguments, 1));
    return 0;
}

int ps_inspect(Host& host, const Words& arguments) {
    return ask_scheduler(host, "scheduler-inspect", app_argument(host, arguments));
}

}
