#include "host/apps.hpp"

#include "dokku/names.hpp"
#include "host/property_keys.hpp"
#include "util/error.hpp"

namespace host {

std::vector<std::string> app_names(const Host& host) {
    std::vector<std::string> names;
    for (const std::string& name : util::list_directory(host.roots.apps()))
        if (dokku::is_app_name(name) && std::filesystem::is_directory(host.roots.apps() / name))
            names.push_back(name);
    return names;
}

bool is_deployed(const Host& host, const std::string& app) {
    return host.properties("common").get(app, "deployed") == "true";
}

std::string scheduler_of(const Host& host, const std::string& app) {
    return computed_property(host, *find_property_key("scheduler", "selected"), app);
}

int ask_scheduler(Host& host, const std::string& trigger, const std::string& app, const Words& further) {
    if (host.plugins.hooks("scheduler-deploy").empty())
        throw util::Error("no scheduler is installed: hookrun plugin:install URL");
    if (host.plugins.hooks(trigger).empty())
        throw util::Error("no scheduler that is installed can do this (trigger " + trigger + ")");
    Words words{scheduler_of(host, app), app};
    words.insert(words.end(), further.begin(), further.end());
    return host.plugins.trigger(trigger, words);
}

int deploy(Host& host, const std::string& app, const std::string& process_type) {
    return ask_scheduler(host, "scheduler-deploy", app, {"latest", process_type});
}

}
