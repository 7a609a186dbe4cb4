#include "call.hpp"

#include "dokku/labels.hpp"
#include "dokku/names.hpp"
#include "dokku/properties.hpp"
#include "hook/exit_status.hpp"
#include "util/contains.hpp"
#include "util/text.hpp"

#include <algorithm>
#include <array>

namespace hooks {

namespace {

constexpr std::int64_t most_words = 10'000;
constexpr std::int64_t highest_port = 65535;
constexpr std::size_t longest_shown = 80;

/// One argument of a signature: APP, or [APP], which may be absent or empty.
struct Parameter {
    std::string name;
    bool is_optional;
};

/// What follows a list or a choice is for the hook to read.
std::vector<Parameter> parameters_of(const Trigger& trigger) {
    std::vector<Parameter> parameters;
    for (const std::string& word : util::split(trigger.arguments, ' ')) {
        if (word.find_first_of("|.=") != std::string::npos) break;
        const bool is_optional = word.starts_with('[');
        parameters.push_back({is_optional ? word.substr(1, word.size() - 2) : word, is_optional});
    }
    return parameters;
}

bool is_truth(const std::string& text) { return text == "true" || text == "false"; }
bool is_number(const std::string& text, std::int64_t lowest, std::int64_t highest) {
    return util::parse_number(text, lowest, highest).has_value();
}

/// What an argument of that name has to be; one that is not listed is any text.
struct Rule {
    std::string_view name;
    bool (*accepts)(const std::string& text);
};

bool is_process(const std::string& text) {
    const auto replica = dokku::parse_replica(text);
    return dokku::is_process_type(replica ? replica->process_type : text);
}

bool is_log_type(const std::string& text) { return text == "access" || text == "error"; }

constexpr Rule rules[] = {
    {"APP", [](const std::string& text) { return dokku::is_app_name(text); }},
    {"OLD", [](const std::string& text) { return dokku::is_app_name(text); }},
    {"NEW", [](const std::string& text) { return dokku::is_app_name(text); }},
    {"PROCESS_TYPE", [](const std::string& text) { return dokku::is_process_type(text); }},
    {"PROCESS", is_process},
    {"IMAGE_TAG", [](const std::string& text) { return dokku::is_image_tag(text); }},
    {"LOG_TYPE", is_log_type},
    {"TAIL", is_truth},
    {"PRETTY", is_truth},
    {"REMOVE", is_truth},
    {"PORT", [](const std::string& text) { return is_number(text, 1, highest_port); }},
    {"NUM", [](const std::string& text) { return is_number(text, 0, most_lines); }},
    {"ENV_COUNT", [](const std::string& text) { return is_number(text, 0, most_words); }},
};

bool accepts(const Parameter& parameter, const std::string& text) {
    if (text.empty() && parameter.is_optional) return true;
    const auto* rule = std::find_if(std::begin(rules), std::end(rules),
                                    [&](const Rule& each) { return each.name == parameter.name; });
    return rule == std::end(rules) || rule->accepts(text);
}

/// Throws BadArguments for the first that is not what its name says.
void verify(const std::vector<Parameter>& parameters, const Arguments& arguments) {
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        if (i >= arguments.size() && !parameters[i].is_optional)
            throw BadArguments(parameters[i].name + " is missing");
        if (!accepts(parameters[i], arguments[i]))
            throw BadArguments(parameters[i].name + " is '" + util::shown(arguments[i], longest_shown) + "'");
    }
}

/// The apps that a call is about.
std::vector<std::string> apps_of(const std::vector<Parameter>& parameters, const Arguments& arguments) {
    std::vector<std::string> apps;
    for (std::size_t i = 0; i < parameters.size() && i < arguments.size(); ++i)
        if (constexpr std::array names{"APP", "OLD", "NEW"}; util::contains(names, parameters[i].name))
            apps.push_back(arguments[i]);
    return apps;
}

/// Whether this call is for us, as far as its gate says.
bool passes(const Trigger& trigger, const dokku::Environment& environment,
            const std::vector<Parameter>& parameters, const Arguments& arguments) {
    const std::vector<std::string> apps = apps_of(parameters, arguments);
    const auto all = [&apps](auto holds) { return std::all_of(apps.begin(), apps.end(), holds); };
    switch (trigger.gate) {
        case Gate::scheduler:
            return arguments[0] == dokku::scheduler_name ||
                   (arguments[0].empty() && parameters[0].is_optional);
        case Gate::app: return all([&](const auto& app) { return dokku::is_ours(environment, app); });
        case Gate::none: return all([](const auto& app) { return app.empty() || dokku::is_app_name(app); });
    }
    return true;
}

}

int call(const Trigger& trigger, hook::Runtime& runtime, const Arguments& arguments) {
    const std::vector<Parameter> parameters = parameters_of(trigger);
    if (arguments.size() > 0 && !passes(trigger, runtime.environment(), parameters, arguments))
        return hook::done;
    try {
        verify(parameters, arguments);
        return trigger.run(runtime, arguments);
    } catch (const BadArguments& bad) {
        runtime.log().warn(std::string("usage: ") + trigger.name + " " + trigger.arguments + " (" +
                           bad.what() + ")");
        return hook::usage;
    }
}

}
