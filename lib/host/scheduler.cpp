#include "host/scheduler.hpp"

#include "host/property_keys.hpp"
#include "util/contains.hpp"
#include "util/error.hpp"

#include <algorithm>

namespace host {

namespace {

constexpr std::string_view plugin_prefix = "scheduler-";

std::string plugin_of(const std::string& scheduler) { return std::string(plugin_prefix) + scheduler; }

std::string any_enabled_scheduler(const Host& host) {
    const Words names = host.plugins.names();
    const auto found = std::find_if(names.begin(), names.end(), [&](const std::string& name) {
        return name.starts_with(plugin_prefix) &&
               is_enabled_scheduler(host, name.substr(plugin_prefix.size()));
    });
    return found == names.end() ? dokku::scheduler_name : found->substr(plugin_prefix.size());
}

/// Where the choice was made, and how another one is made there.
struct Choice {
    std::string told;
    std::string scope;
};

Choice choice_for(const Host& host, const std::string& app) {
    if (host.properties("scheduler").get(app, "selected").value_or("").empty())
        return {"is selected for all apps", dokku::global};
    return {app + " has selected", app};
}

std::string way_to_have(const Host& host, const std::string& scheduler) {
    const std::string plugin = plugin_of(scheduler);
    const Words available = util::list_directory(host.roots.available_plugins());
    const bool is_there = util::contains(available, plugin);
    return is_there ? "hookrun plugin:enable " + plugin : "install it";
}

}

bool is_enabled_scheduler(const Host& host, const std::string& name) {
    const Words plugins = host.plugins.names();
    return util::contains(plugins, plugin_of(name));
}

std::string scheduler_of(const Host& host, const std::string& app) {
    return computed_property(host, *find_property_key("scheduler", "selected"), app);
}

void verify_scheduler(const Host& host, const std::string& app) {
    if (host.plugins.hooks("scheduler-deploy").empty())
        throw util::Error("no scheduler is installed: hookrun plugin:install URL");
    const std::string scheduler = scheduler_of(host, app);
    if (is_enabled_scheduler(host, scheduler)) return;
    const Choice choice = choice_for(host, app);
    throw util::Error("no enabled plugin is the scheduler " + scheduler + ", which " + choice.told +
                      ": hookrun scheduler:set " + choice.scope + " selected " + any_enabled_scheduler(host) +
                      ", or " + way_to_have(host, scheduler));
}

int ask_scheduler(Host& host, const std::string& trigger, const std::string& app, const Words& further) {
    verify_scheduler(host, app);
    const std::string scheduler = scheduler_of(host, app);
    if (!std::filesystem::exists(host.plugins.directory(plugin_of(scheduler)) / trigger))
        throw util::Error("the scheduler " + scheduler + " cannot do this: it has no trigger " + trigger);
    Words words{scheduler, app};
    words.insert(words.end(), further.begin(), further.end());
    return host.plugins.trigger(trigger, words);
}

int deploy(Host& host, const std::string& app, const std::string& process_type) {
    return ask_scheduler(host, "scheduler-deploy", app, {"latest", process_type});
}

}
