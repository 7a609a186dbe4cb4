#include "deploy/plan.hpp"

#include "deploy/chosen_values.hpp"
#include "docker/run_options.hpp"
#include "dokku/names.hpp"
#include "util/contains.hpp"
#include "util/error.hpp"
#include "util/text.hpp"

#include <algorithm>
#include <iterator>
#include <set>

namespace deploy {

namespace {

/// The flags of one container, those that are ours last, since the last one wins.
docker::ContainerSpec read_flags(const Survey& survey, const Desired& desired,
                                 const std::vector<std::string>& ours) {
    std::vector<std::string> flags = desired.flags;
    flags.insert(flags.end(), ours.begin(), ours.end());
    return docker::parse_run_options(flags, {.image = survey.app.image,
                                             .command = desired.command,
                                             .environment = survey.app.config,
                                             .api_version = survey.api_version});
}

NewContainer plan_container(const Survey& survey, const Desired& desired, const PlanInputs& inputs) {
    const std::string& type = desired.replica.process_type;
    const std::string name = dokku::upcoming_name(survey.app.name, desired.replica, inputs.random());
    NewContainer container{.replica = desired.replica,
                           .spec = read_flags(survey, desired, {"--name=" + name, "--restart=no"}),
                           .restart_policy = read_flags(survey, desired, {}).restart_policy,
                           .checks = choose_checks(survey.app, type, survey.port)};
    if (type == dokku::web_process && survey.port) container.port = survey.port->port;
    container.stop_first_because = reason_to_stop_first(survey.app, type, container.spec);
    return container;
}

/// Bad flags of all containers in one message, each line once.
std::vector<NewContainer> plan_containers(const Survey& survey, const PlanInputs& inputs) {
    std::vector<NewContainer> containers;
    std::vector<std::string> errors;
    for (const Desired& desired : survey.desired) {
        try {
            containers.push_back(plan_container(survey, desired, inputs));
        } catch (const util::Error& error) {
            if (!util::contains(errors, error.what())) errors.emplace_back(error.what());
        }
    }
    if (!errors.empty()) throw util::Error(util::join(errors, "\n"));
    return containers;
}

void refuse_two_stopped_first(const Plan& plan) {
    for (const NewContainer& container : plan.create) {
        if (!container.stop_first_because || container.replica.index < 2) continue;
        if (*container.stop_first_because == "its checks are disabled") continue;
        const std::string& type = container.replica.process_type;
        throw util::Error("two containers of " + type +
                          " cannot run side by side: " + *container.stop_first_because +
                          ". Scale it to 1 (ps:scale " + plan.app + " " + type + "=1)");
    }
}

bool is_deployed(const Survey& survey, const std::string& type) {
    return survey.request.process_type.empty() || survey.request.process_type == type;
}

/// Long connections of an endpoint may finish; anything else would do its work twice.
struct Farewell {
    util::Seconds keep_for;
    bool signal_at_switch = false;
    bool until_idle = false;
};
Farewell farewell(const Survey& survey, const std::string& type) {
    const util::Seconds wait = survey.app.settings.wait_to_retire.value;
    const bool has_endpoint = type == dokku::web_process && survey.port.has_value();
    switch (survey.app.settings.drain.value) {
        case dokku::Drain::timer: return {wait};
        case dokku::Drain::signal: return {wait, true};
        case dokku::Drain::connections:
            if (has_endpoint) return {wait, false, true};
            break;
        case dokku::Drain::endpoint: break;
    }
    return has_endpoint ? Farewell{wait} : Farewell{util::Seconds(0), true};
}

/// APP.web.1.EPOCH for the holder of the name APP.web.1; a second that is taken
/// already (two deploys within it) moves on to the next.
std::string name_when_retired(const Survey& survey, const docker::ContainerSummary& old,
                              const std::optional<dokku::Replica>& replica, util::Seconds epoch) {
    if (!replica || old.name != dokku::container_name(survey.app.name, *replica)) return old.name;
    auto second = epoch.count();
    while (survey.taken_names.contains(dokku::retired_name(survey.app.name, *replica, second))) ++second;
    return dokku::retired_name(survey.app.name, *replica, second);
}

Incumbent plan_retirement(const Survey& survey, const docker::ContainerSummary& old, util::Seconds epoch) {
    const auto replica = dokku::parse_replica(docker::label_of(old.labels, dokku::label_dyno));
    const Farewell how = farewell(survey, docker::label_of(old.labels, dokku::label_process_type));
    return {.id = old.id,
            .label = replica ? dokku::to_string(*replica) : old.name,
            .name = old.name,
            .retired_name = name_when_retired(survey, old, replica, epoch),
            .image_id = old.image_id,
            .stop_timeout = survey.app.settings.stop_timeout.value,
            .usual_stop_timeout = survey.app.settings.usual_stop_timeout,
            .keep_for = how.keep_for,
            .until_idle = how.until_idle,
            .signal_at_switch = how.signal_at_switch};
}

bool is_type_gone(const Survey& survey, const std::string& type) {
    return std::none_of(survey.app.types.begin(), survey.app.types.end(),
                        [&](const dokku::ProcessType& known) { return known.name == type; });
}

bool is_planned(const Plan& plan, const dokku::Replica& replica) {
    return std::any_of(plan.create.begin(), plan.create.end(),
                       [&](const NewContainer& container) { return container.replica == replica; });
}

/// Types that are gone go with any deploy of all types.
void plan_what_goes(const Survey& survey, const PlanInputs& inputs, Plan& plan) {
    for (const docker::ContainerSummary& old : survey.running) {
        if (is_deployed(survey, docker::label_of(old.labels, dokku::label_process_type)))
            plan.retire.push_back(plan_retirement(survey, old, inputs.epoch));
    }
    for (const auto& [replica, placement] : survey.serving)
        if (is_deployed(survey, replica.process_type) && !is_planned(plan, replica))
            plan.surplus.push_back(replica);
}

std::set<std::string> types_stopped_first(const Plan& plan) {
    std::set<std::string> types;
    for (const NewContainer& container : plan.create)
        if (container.stop_first_because) types.insert(container.replica.process_type);
    return types;
}

void plan_stop_first(const Survey& survey, Plan& plan) {
    const std::set<std::string> types = types_stopped_first(plan);
    for (const docker::ContainerSummary& old : survey.running)
        if (old.is_running() && types.contains(docker::label_of(old.labels, dokku::label_process_type)))
            plan.stop_first.push_back(old.id);
}

void note_port(const dokku::ChosenPort& port, Plan& plan) {
    plan.notices.push_back("web is expected on port " + std::to_string(port.port) + " (" + port.reason + ")");
    if (!port.others.empty())
        plan.notices.push_back("also there: " + util::join(port.others, ", ") +
                               "; property endpoint-port chooses");
}

void note_chosen_values(const Survey& survey, Plan& plan) {
    const auto note = [&plan](std::vector<std::string> lines) {
        std::move(lines.begin(), lines.end(), std::back_inserter(plan.notices));
    };
    note(chosen_settings(survey.app, plan.create));
    for (const NewContainer& container : plan.create)
        if (container.replica.index == 1)
            note(chosen_healthchecks(survey.app.healthchecks, container.replica.process_type));
}

void note_settings(const Survey& survey, Plan& plan) {
    const bool deploys_web = std::any_of(plan.create.begin(), plan.create.end(), [](const NewContainer& c) {
        return c.replica.process_type == dokku::web_process;
    });
    if (deploys_web && survey.port) note_port(*survey.port, plan);
    if (deploys_web && !survey.port)
        plan.notices.emplace_back(
            "web has no endpoint (no TCP port, or its proxy is disabled): it only has to stay up");
    for (const NewContainer& container : plan.create)
        if (container.stop_first_because && container.replica.index == 1)
            plan.notices.push_back(container.replica.process_type +
                                   " is stopped before it is replaced: " + *container.stop_first_because);
}

}

Plan make_plan(const Survey& survey, const PlanInputs& inputs) {
    Plan plan{.app = survey.app.name,
              .image = survey.app.image,
              .image_tag = survey.app.image_tag,
              .exposed_ports = survey.image.exposed_ports,
              .initial_network = survey.app.initial_network,
              .create = plan_containers(survey, inputs),
              .warnings = survey.app.healthchecks.warnings,
              .skipped_types = survey.app.skipped_types};
    const std::string& type = survey.request.process_type;
    if (!type.empty() && plan.create.empty() && is_type_gone(survey, type))
        throw util::Error(survey.app.name + " has no process type " + type);
    refuse_two_stopped_first(plan);
    plan_what_goes(survey, inputs, plan);
    plan_stop_first(survey, plan);
    note_settings(survey, plan);
    note_chosen_values(survey, plan);
    return plan;
}

}
