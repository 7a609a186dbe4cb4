#include "dokku/app_state.hpp"
#include "host/apps.hpp"
#include "host/commands/arguments.hpp"
#include "host/commands/handlers.hpp"
#include "host/options.hpp"
#include "host/scheduler.hpp"
#include "util/error.hpp"
#include "util/text.hpp"

#include <set>

namespace host::command {

namespace {

constexpr std::int64_t most_lines = 1000000;

const std::vector<OptionRule> log_options{
    {"--tail", "-t"},
    {"--quiet", "-q"},
    {"--num", "-n", OptionRule::Takes::value},
    {"--ps", "-p", OptionRule::Takes::value},
    {"--container", "", OptionRule::Takes::value},
};

std::string number_of_lines(const Options& options) {
    const std::string number = options.value("--num", "100");
    if (!util::parse_number(number, 0, most_lines))
        throw util::Error("'" + number + "' is no number of lines");
    return number;
}

/// A container is named TYPE.IDX, all of its type TYPE. Throws util::Error where
/// the app has none of that name.
void verify_has_container(const Host& host, const std::string& app, const std::string& name) {
    std::set<std::string> types;
    for (const auto& [replica, placement] : dokku::AppState(host.environment, app).read()) {
        if (replica.process_type == name || to_string(replica) == name) return;
        types.insert(replica.process_type);
    }
    if (!types.empty())
        throw util::Error(app + " has no container of " + name + ", but of " +
                          util::join({types.begin(), types.end()}, ", "));
}

/// What scheduler-logs and scheduler-run-logs take; `which` is a type or a container.
int show_logs(Host& host, const std::string& trigger, const Options& options, const std::string& which) {
    const std::string& app = app_argument(host, options.rest);
    const auto truth = [&](const char* name) { return options.has(name) ? "true" : "false"; };
    return ask_scheduler(host, trigger, app,
                         {which, truth("--tail"), truth("--quiet"), number_of_lines(options)});
}

}

int logs(Host& host, const Words& arguments) {
    const Options options = parse_options(arguments, log_options);
    const std::string& app = app_argument(host, options.rest);
    if (!is_deployed(host, app)) throw util::Error("App " + app + " has not been deployed");
    const std::string name = options.value("--ps", "");
    if (!name.empty()) verify_has_container(host, app, name);
    return show_logs(host, "scheduler-logs", options, name);
}

int run_logs(Host& host, const Words& arguments) {
    const Options options = parse_options(arguments, log_options);
    return show_logs(host, "scheduler-run-logs", options, options.value("--container", ""));
}

int logs_failed(Host& host, const Words& arguments) {
    const Words apps = arguments[0] == "--all" ? app_names(host) : Words{app_argument(host, arguments)};
    return for_each_app(host, apps, [&](const std::string& app) {
        host.log.title(app + " failed deploy logs");
        return ask_scheduler(host, "scheduler-logs-failed", app);
    });
}

}
