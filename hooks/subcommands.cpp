#include "subcommands.hpp"

#include "triggers.hpp"

#include "deploy/failure_record.hpp"
#include "doctor/doctor.hpp"
#include "dokku/names.hpp"
#include "dokku/own_properties.hpp"
#include "dokku/settings_report.hpp"
#include "hook/exit_status.hpp"
#include "util/error.hpp"
#include "util/options.hpp"
#include "util/process.hpp"
#include "util/text.hpp"

namespace hooks {

namespace {

using Words = std::vector<std::string>;

void verify_subject(hook::Runtime& runtime, const std::string& app) {
    if (app != dokku::global) dokku::verify_app_exists(runtime.environment(), app);
}

void report_on(hook::Runtime& runtime, const std::string& app, const Words& options) {
    const dokku::Environment& environment = runtime.environment();
    const dokku::Settings settings = dokku::load_settings(environment, app);
    dokku::print_report(runtime.log(), {app, dokku::plugin_name},
                        dokku::report_settings(environment, app, settings), options);
}

/// APP|--global KEY [VALUE]
int set_property(hook::Runtime& runtime, const Words& arguments) {
    if (arguments.empty()) throw util::Error("Please specify an app to run the command on");
    verify_subject(runtime, arguments[0]);
    if (arguments.size() < 2) throw util::Error("No key specified");
    if (arguments.size() > 3)
        throw util::Error("More than one value specified for " + util::printable(arguments[1]));
    const std::string& key = arguments[1];
    const std::string value = arguments.size() > 2 ? arguments[2] : "";
    dokku::verify_own_property(arguments[0], key, value);
    dokku::Properties(runtime.environment(), dokku::plugin_name).set(arguments[0], key, value);
    runtime.log().title(value.empty() ? "Unsetting " + key : "Setting " + key + " to " + value);
    return hook::done;
}

/// [APP|--global] [--FLAG] [--format json]
int report(hook::Runtime& runtime, const Words& arguments) {
    const bool names_subject =
        !arguments.empty() && (arguments[0] == dokku::global || !arguments[0].starts_with("--"));
    if (names_subject) {
        verify_subject(runtime, arguments[0]);
        report_on(runtime, arguments[0], {arguments.begin() + 1, arguments.end()});
        return hook::done;
    }
    for (const std::string& app : dokku::apps_of_ours(runtime.environment()))
        report_on(runtime, app, arguments);
    return hook::done;
}

const util::OptionRule format_option{"--format", "", util::OptionRule::Takes::value};

bool wants_json(const util::Options& options) {
    const std::string format = options.value("--format", "stdout");
    if (format == "json" || format == "stdout") return format == "json";
    throw util::Error("Invalid format specified, valid formats: json, stdout");
}

/// APP [--format json]
int explain(hook::Runtime& runtime, const Words& arguments) {
    const util::Options options = util::parse_options(arguments, {format_option});
    if (options.rest.size() != 1) throw util::Error("Please specify an app to run the command on");
    dokku::verify_app_exists(runtime.environment(), options.rest[0]);
    const auto layout = wants_json(options) ? deploy::FailureLayout::json : deploy::FailureLayout::block;
    deploy::explain_failure(runtime.environment(), runtime.log(), options.rest[0], layout);
    return hook::done;
}

/// [--fix] [--format json]
int examine(hook::Runtime& runtime, const Words& arguments) {
    const util::Options options = util::parse_options(arguments, {{"--fix"}, format_option});
    if (!options.rest.empty())
        throw util::Error("Invalid option " + util::printable(options.rest[0]) +
                          ", valid are --fix and --format json");
    const doctor::Wishes wishes{.fix = options.has("--fix"), .json = wants_json(options)};
    const std::string deployer = util::program_directory() / deployer_name;
    const doctor::Patient patient{runtime.world(), links(), {deployer, check_rules_option}};
    return doctor::examine(patient, wishes) ? hook::done : hook::failed;
}

int help(hook::Runtime& runtime, const Words&);

constexpr Subcommand all_subcommands[] = {
    {"doctor", "[--fix] [--format json]", "Examines the host: what is wrong, and the command that fixes it",
     examine},
    {"explain", "<app> [--format json]", "Shows why the last deploy of an app failed", explain},
    {"help", "", "Shows these commands", help},
    {"report", "[<app>|--global] [<flag>] [--format json]",
     "Displays what is set, and where each value comes from", report},
    {"set", "<app>|--global <key> [<value>]", "Sets or clears a property", set_property},
};

std::string help_line(const Subcommand& subcommand) {
    const std::string usage = *subcommand.usage == '\0' ? "" : std::string(" ") + subcommand.usage;
    return std::string("    ") + dokku::plugin_name + ":" + subcommand.name + usage + ", " +
           subcommand.description;
}

int help(hook::Runtime& runtime, const Words&) {
    runtime.log().plain(std::string("usage: ") + runtime.environment().cli + " " + dokku::plugin_name +
                        ":COMMAND");
    for (const Subcommand& subcommand : all_subcommands) runtime.log().plain(help_line(subcommand));
    runtime.log().plain("Keys:");
    for (const dokku::OwnProperty& property : dokku::own_properties())
        runtime.log().plain("    " + property.key + ", " + property.rule.describe());
    return hook::done;
}

}

std::span<const Subcommand> subcommands() { return all_subcommands; }

std::vector<std::string> links() {
    std::vector<std::string> names;
    for (const Trigger& trigger : triggers()) names.emplace_back(trigger.name);
    for (const Subcommand& subcommand : subcommands())
        names.push_back(std::string("subcommands/") + subcommand.name);
    return names;
}

/// `dokku help`: our lines among everybody's. Any other command is not ours.
int commands(hook::Runtime& runtime, const Arguments& arguments) {
    if (arguments[0] != "help" && arguments[0] != std::string(dokku::plugin_name) + ":help")
        return hook::not_ours;
    for (const Subcommand& subcommand : all_subcommands) runtime.log().plain(help_line(subcommand));
    return hook::done;
}

/// [APP]: our part of `dokku report`.
int report_trigger(hook::Runtime& runtime, const Arguments& arguments) {
    return hook::never_in_the_way(runtime.log(), [&] {
        if (arguments[0].empty() || dokku::is_ours(runtime.environment(), arguments[0]))
            report(runtime, arguments[0].empty() ? Words{} : Words{arguments[0]});
    });
}

}
