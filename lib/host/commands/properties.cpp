#include "host/property_keys.hpp"

#include "dokku/settings.hpp"
#include "host/commands/arguments.hpp"
#include "host/commands/handlers.hpp"
#include "host/commands/report.hpp"
#include "host/scheduler.hpp"
#include "util/error.hpp"
#include "util/text.hpp"
#include "util/wrap.hpp"

namespace host::command {

namespace {

/// APP|--global KEY [VALUE] for the properties of one core plugin.
int set_property(Host& host, const std::string& plugin, const Words& arguments) {
    const std::string& scope = scope_argument(host, arguments);
    const std::string& key = word(arguments, 1);
    if (key.empty()) throw util::Error("No key specified");
    if (find_property_key(plugin, key) == nullptr)
        throw util::Error(util::wrapped("Invalid key specified, valid keys include: " +
                                        util::join(property_keys(plugin), ", ")));
    const std::string value = util::join(words_from(arguments, 2), " ");
    const auto rule = dokku::rule_of_property(plugin, key);
    if (rule && !value.empty() && !rule->accepts(value))
        throw util::Error("Invalid value for " + key + ": " + util::shown(value, 80) + ". Valid is " +
                          rule->describe());
    host.log.title(value.empty() ? "Unsetting " + key : "Setting " + key + " to " + value);
    host.properties(plugin).set(scope, key, value);
    return 0;
}

constexpr const char* scheduler = "scheduler";

std::vector<dokku::ReportLine> scheduler_lines(const Host& host, const std::string& scope) {
    const dokku::Properties properties = host.properties(scheduler);
    std::vector<dokku::ReportLine> lines;
    for (const std::string& key : property_keys(scheduler)) {
        lines.push_back({"--scheduler-computed-" + key,
                         computed_property(host, *find_property_key(scheduler, key), scope)});
        lines.push_back({"--scheduler-global-" + key, properties.get(dokku::global, key).value_or("")});
        if (scope != dokku::global)
            lines.push_back({"--scheduler-" + key, properties.get(scope, key).value_or("")});
    }
    return lines;
}

}

int checks_set(Host& host, const Words& arguments) { return set_property(host, "checks", arguments); }
int network_set(Host& host, const Words& arguments) { return set_property(host, "network", arguments); }
int ps_set(Host& host, const Words& arguments) { return set_property(host, "ps", arguments); }

int scheduler_set(Host& host, const Words& arguments) {
    const int status = set_property(host, scheduler, arguments);
    const std::string& chosen = word(arguments, 2);
    if (arguments[1] == "selected" && !chosen.empty() && !is_enabled_scheduler(host, chosen))
        host.log.warn("No enabled plugin is the scheduler " + chosen +
                      ": until one is, nothing can be deployed or stopped by it");
    return status;
}

int scheduler_report(Host& host, const Words& arguments) {
    return report(host, scheduler, arguments,
                  [&](const std::string& scope) { return scheduler_lines(host, scope); });
}

}
