#include "host/app_json.hpp"
#include "host/apps.hpp"
#include "host/commands/arguments.hpp"
#include "host/commands/handlers.hpp"
#include "host/kept_file.hpp"
#include "host/options.hpp"
#include "host/scale.hpp"
#include "host/scheduler.hpp"
#include "util/error.hpp"
#include "util/text.hpp"

namespace host::command {

namespace {

void refuse_formation(const Host& host, const std::string& app) {
    const auto text = kept_app_json(host.environment, app).read();
    if (text && !parse_app_json(*text).formation.empty())
        throw util::Error("App " + app +
                          " contains an app.json file with a formations key and cannot be manually scaled");
}

void print_scale(Host& host, const std::string& app) {
    host.log.header("Scaling for " + app);
    host.log.plain("proctype: qty");
    host.log.plain("--------: ---");
    for (const auto& [type, count] : current_scale(host, app))
        host.log.plain(type + ":  " + std::to_string(count));
}

/// Stores what was asked for; the types whose number is another one now.
Words change_scale(Host& host, const std::string& app, const Words& scalings) {
    Scale scale = current_scale(host, app);
    const bool has_procfile = kept_procfile(host.environment, app).read().has_value();
    Words changed;
    for (const std::string& scaling : scalings) {
        const auto [type, count] = parse_scaling(scaling);
        if (has_procfile && count > 0 && scale.count(type) == 0)
            throw util::Error(type + " is not a valid process name to scale up");
        if (scale.count(type) == 0 || scale[type] != count) changed.push_back(type);
        scale[type] = count;
    }
    store_scale(host, app, scale);
    return changed;
}

bool has_been_deployed(Host& host, const std::string& app) {
    if (is_deployed(host, app)) return true;
    host.log.warn("App " + app + " has not been deployed");
    return false;
}

/// What scheduler-app-status says behind the number: true, false or mixed.
std::string running_state(Host& host, const std::string& app) {
    const Words answer =
        util::split(host.plugins.answer("scheduler-app-status", {scheduler_of(host, app), app}), ' ');
    return word(answer, 1);
}

int start(Host& host, const std::string& app) {
    verify_scheduler(host, app);
    const std::string state = running_state(host, app);
    if (state == "true") {
        host.log.exclaim("App " + app + " already running");
        return host.plugins.trigger("proxy-build-config", {app});
    }
    host.log.exclaim(state == "mixed" ? "App is running in mixed mode, releasing"
                                      : "App has been detected as not running, releasing");
    return deploy(host, app);
}

}

int ps_scale(Host& host, const Words& arguments) {
    const Options options = parse_options(arguments, {{"--skip-deploy"}});
    const std::string& app = app_argument(host, options.rest);
    const Words scalings = words_from(options.rest, 1);
    if (scalings.empty()) {
        print_scale(host, app);
        return 0;
    }
    refuse_formation(host, app);
    const bool deploys = !options.has("--skip-deploy") && is_deployed(host, app);
    if (deploys) verify_scheduler(host, app);
    host.log.header("Scaling " + app + " processes: " + util::join(scalings, " "));
    const Words changed = change_scale(host, app, scalings);
    if (!deploys) return 0;
    for (const std::string& type : changed)
        if (const int status = deploy(host, app, type); status != 0) return status;
    return 0;
}

int ps_restart(Host& host, const Words& arguments) {
    const std::string& app = app_argument(host, arguments);
    return has_been_deployed(host, app) ? deploy(host, app, word(arguments, 1)) : 0;
}

int ps_start(Host& host, const Words& arguments) {
    const std::string& app = app_argument(host, arguments);
    return has_been_deployed(host, app) ? start(host, app) : 0;
}

int ps_stop(Host& host, const Words& arguments) {
    const std::string& app = app_argument(host, arguments);
    if (!has_been_deployed(host, app)) return 0;
    verify_scheduler(host, app);
    host.log.header("Stopping " + app);
    const int status = ask_scheduler(host, "scheduler-stop", app);
    if (status != 0) return status;
    host.properties("ps").set(app, "restore", "false");
    return host.plugins.trigger("post-stop", {app});
}

int ps_restore(Host& host, const Words& arguments) {
    const Words apps = arguments.empty() ? app_names(host) : Words{app_argument(host, arguments)};
    return for_each_app(host, apps, [&](const std::string& app) {
        if (!is_deployed(host, app) || host.properties("ps").get(app, "restore") == "false") return 0;
        host.log.header("Restoring " + app);
        host.plugins.trigger("scheduler-pre-restore", {scheduler_of(host, app), app});
        return start(host, app);
    });
}

}
