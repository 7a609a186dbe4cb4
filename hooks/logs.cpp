#include "triggers.hpp"

#include "deploy/app_logs.hpp"
#include "deploy/failure_record.hpp"
#include "dokku/names.hpp"
#include "hook/exit_status.hpp"
#include "util/text.hpp"

namespace hooks {

namespace {

constexpr std::int64_t most_lines = 1'000'000;

}

/// SCHED APP PROCESS_TYPE TAIL PRETTY NUM
int scheduler_logs(hook::Runtime& runtime, const Arguments& arguments) {
    if (arguments[0] != dokku::scheduler_name) return hook::done;
    dokku::verify_app_exists(runtime.environment(), arguments[1]);
    deploy::LogRequest request{
        .app = arguments[1], .process_type = arguments[2], .follow = arguments[3] == "true"};
    if (arguments[4] == "true") request.layout = deploy::LogRequest::Layout::bare;
    if (const auto lines = util::parse_number(arguments[5], 0, most_lines))
        request.lines = static_cast<int>(*lines);
    deploy::show_logs(runtime.world(), request);
    return hook::done;
}

/// SCHED APP
int scheduler_logs_failed(hook::Runtime& runtime, const Arguments& arguments) {
    if (arguments[0] != dokku::scheduler_name) return hook::done;
    dokku::verify_app_exists(runtime.environment(), arguments[1]);
    deploy::show_failed_logs(runtime.environment(), runtime.log(), arguments[1]);
    return hook::done;
}

}
