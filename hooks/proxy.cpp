#include "triggers.hpp"

#include "dokku/names.hpp"
#include "dokku/nginx_files.hpp"
#include "hook/exit_status.hpp"
#include "util/error.hpp"
#include "util/process.hpp"

#include <filesystem>

namespace hooks {

namespace {

constexpr const char* our_proxy = "nginx";
constexpr const char* tail = "/usr/bin/tail";

void verify(const hook::Runtime& runtime, const std::string& app, const std::string& proxy) {
    dokku::verify_app_exists(runtime.environment(), app);
    if (proxy != our_proxy)
        throw util::Error("This command is only available for apps with the nginx proxy type");
}

}

/// SCHED APP PROXY_TYPE LOG_TYPE TAIL NUM, as docker-local's `nginx:access-logs` shows it.
int scheduler_proxy_logs(hook::Runtime& runtime, const Arguments& arguments) {
    verify(runtime, arguments[1], arguments[2]);
    const auto kind = arguments[3] == "access" ? dokku::NginxLog::access : dokku::NginxLog::error;
    const auto file = dokku::nginx_log(runtime.environment(), arguments[1], kind);
    if (!file) throw util::Error(arguments[3] + " logs are disabled for this app");
    if (arguments[4] == "true") util::become(tail, {"tail", "-F", "--", file->string()});
    if (!std::filesystem::exists(*file)) throw util::Error("There is no " + file->string() + " yet");
    util::become(tail, {"tail", "-n", arguments[5], "--", file->string()});
}

/// SCHED APP PROXY_TYPE
int scheduler_proxy_config(hook::Runtime& runtime, const Arguments& arguments) {
    verify(runtime, arguments[1], arguments[2]);
    const auto text = util::read_file(dokku::nginx_config_of(runtime.environment(), arguments[1]));
    if (!text) throw util::Error("No nginx.conf exists for " + arguments[1]);
    runtime.log().raw(*text);
    return hook::done;
}

}
