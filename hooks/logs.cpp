#include "triggers.hpp"

#include "deploy/app_logs.hpp"
#include "deploy/failure_record.hpp"
#include "dokku/names.hpp"
#include "hook/exit_status.hpp"
#include "session/run_containers.hpp"
#include "util/error.hpp"
#include "util/text.hpp"

namespace hooks {

namespace {

/// TAIL PRETTY NUM, the last three arguments of both kinds of logs; "pretty" asks for the bare output.
deploy::LogView view_of(const Arguments& arguments) {
    deploy::LogView view{.follow = arguments[3] == "true"};
    if (arguments[4] == "true") view.layout = deploy::LogView::Layout::bare;
    if (const auto lines = util::parse_number(arguments[5], 0, most_lines))
        view.lines = static_cast<int>(*lines);
    return view;
}

/// Followed until somebody has seen enough, which is no failure to tell of.
int show(hook::Runtime& runtime, const std::vector<deploy::LogSource>& sources, const deploy::LogView& view) {
    try {
        deploy::show_logs(runtime.world(), sources, view);
        return hook::done;
    } catch (const util::Interrupted&) {
        return hook::interrupted;
    }
}

}

/// SCHED APP PROCESS TAIL PRETTY NUM
int scheduler_logs(hook::Runtime& runtime, const Arguments& arguments) {
    dokku::verify_app_exists(runtime.environment(), arguments[1]);
    const auto sources = deploy::serving_logs(runtime.world(), arguments[1], arguments[2]);
    return show(runtime, sources, view_of(arguments));
}

/// SCHED APP CONTAINER_NAME TAIL PRETTY NUM
int scheduler_run_logs(hook::Runtime& runtime, const Arguments& arguments) {
    dokku::verify_app_exists(runtime.environment(), arguments[1]);
    const auto sources = session::run_logs(runtime.world(), arguments[1], arguments[2]);
    return show(runtime, sources, view_of(arguments));
}

/// SCHED APP
int scheduler_logs_failed(hook::Runtime& runtime, const Arguments& arguments) {
    dokku::verify_app_exists(runtime.environment(), arguments[1]);
    deploy::show_failed_logs(runtime.environment(), runtime.log(), arguments[1]);
    return hook::done;
}

}
