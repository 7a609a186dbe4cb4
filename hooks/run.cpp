#include "triggers.hpp"

#include "dokku/names.hpp"
#include "hook/exit_status.hpp"
#include "session/enter.hpp"
#include "session/run.hpp"
#include "session/run_list.hpp"
#include "session/run_retirement.hpp"
#include "session/run_stop.hpp"
#include "util/text.hpp"

#include <cstdlib>

namespace hooks {

namespace {

constexpr std::int64_t most_pairs = 10'000;

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

session::Concurrency concurrency_policy() {
    const std::string policy = variable("DOKKU_CONCURRENCY_POLICY");
    if (policy == "forbid") return session::Concurrency::forbid;
    if (policy == "replace") return session::Concurrency::replace;
    return session::Concurrency::allow;
}

/// What Dokku says in variables.
session::RunRequest request_from_environment(const std::string& app) {
    session::RunRequest request{.app = app,
                                .cron_id = variable("DOKKU_CRON_ID"),
                                .concurrency = concurrency_policy(),
                                .detached = !variable("DOKKU_DETACH_CONTAINER").empty(),
                                .removed_at_end = !variable("DOKKU_RM_CONTAINER").empty()};
    if (const std::string limit = variable("DOKKU_RUN_TTL_SECONDS"); !limit.empty()) request.lifetime = limit;
    for (const std::string& flag : util::split(variable("DOKKU_GLOBAL_FLAGS"), ' '))
        if (flag.starts_with("--label")) request.flags.push_back(flag);
    if (!variable("DOKKU_TRACE").empty()) request.flags.emplace_back("--env=TRACE=true");
    return request;
}

/// ENV_COUNT PAIR... -- CMD...
void read_words(const std::vector<std::string>& words, session::RunRequest& request) {
    const auto count = util::parse_number(words[0], 0, most_pairs);
    if (!count || words.size() < static_cast<std::size_t>(*count) + 2 || words[*count + 1] != "--")
        throw BadArguments("-- does not stand behind " + words[0] + " variables");
    request.variables.assign(words.begin() + 1, words.begin() + 1 + *count);
    request.command.assign(words.begin() + 2 + *count, words.end());
}

/// [TYPE | --container-id ID] -- CMD...
session::EnterRequest enter_request(const Arguments& arguments) {
    session::EnterRequest request{.app = arguments[1]};
    std::size_t next = 2;
    if (arguments[next] == "--container-id") {
        request.container_id = arguments[next + 1];
        next += 2;
    } else if (arguments[next] != "--") {
        request.process_type = arguments[next++];
    }
    if (arguments[next] != "--") throw BadArguments("-- is missing");
    request.command = arguments.from(next + 1);
    return request;
}

}

/// SCHED APP ENV_COUNT PAIR... -- CMD...
int scheduler_run(hook::Runtime& runtime, const Arguments& arguments) {
    dokku::verify_app_exists(runtime.environment(), arguments[1]);
    session::RunRequest request = request_from_environment(arguments[1]);
    read_words(arguments.from(2), request);
    return session::run(runtime.world(), request, session::Streams());
}

/// SCHED APP [TYPE | --container-id ID] -- CMD...
int scheduler_enter(hook::Runtime& runtime, const Arguments& arguments) {
    dokku::verify_app_exists(runtime.environment(), arguments[1]);
    return session::enter(runtime.world(), enter_request(arguments), session::Streams());
}

/// SCHED APP FORMAT
int scheduler_run_list(hook::Runtime& runtime, const Arguments& arguments) {
    dokku::verify_app_exists(runtime.environment(), arguments[1]);
    const auto format = arguments[2] == "stdout" ? session::ListFormat::table : session::ListFormat::json;
    session::list_runs(runtime.world(), arguments[1], format);
    return hook::done;
}

/// SCHED APP CONTAINER_NAME; the app may be empty.
int scheduler_run_stop(hook::Runtime& runtime, const Arguments& arguments) {
    if (!arguments[1].empty()) dokku::verify_app_exists(runtime.environment(), arguments[1]);
    return session::stop_runs(runtime.world(), arguments[1], arguments[2]) ? hook::done : hook::failed;
}

/// [SCHED APP]; without, for all apps, and others' hooks behind ours have theirs to retire.
int scheduler_run_retire(hook::Runtime& runtime, const Arguments& arguments) {
    if (arguments[0].empty())
        return hook::never_in_the_way(runtime.log(), [&] { session::retire_runs(runtime.world(), ""); });
    if (!arguments[1].empty()) dokku::verify_app_exists(runtime.environment(), arguments[1]);
    return session::retire_runs(runtime.world(), arguments[1]) ? hook::done : hook::failed;
}

}
