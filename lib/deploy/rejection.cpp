#include "deploy/rejection.hpp"

#include "deploy/failure_record.hpp"
#include "deploy/redacted_json.hpp"
#include "deploy/verdict_block.hpp"
#include "diagnosis/diagnosis.hpp"
#include "docker/containers.hpp"
#include "docker/logs.hpp"
#include "util/text.hpp"
#include "util/timestamp.hpp"

namespace deploy {

namespace {

constexpr std::size_t kept_output = 64U << 10U;

/// What the operator adds to the diagnosis. Beside the plugin's own directory,
/// where an app could have this name.
util::Path rules_of_operator(const dokku::Environment& environment) {
    return environment.lib_root / "config" / "scheduler-docker-api-rules";
}

/// An inspection with no value of the app's configuration in it.
std::string without_secrets(const World& world, const std::string& document) {
    auto json = util::try_parse_json(document);
    if (!json || !json->is_object()) return "{}";
    if (json->contains("Config") && json->at("Config").is_object()) json->at("Config").erase("Env");
    return redacted_text(world.log, std::move(*json));
}

std::string last_output(const World& world, const std::string& container_id) {
    if (container_id.empty()) return {};
    try {
        return docker::Logs(world.engine).tail(container_id, {kept_output});
    } catch (const util::Error&) {
        return {};
    }
}

/// As it is now; nothing if it was not created, or is gone.
std::optional<docker::Container> inspect(const World& world, const std::string& container_id) {
    if (container_id.empty()) return {};
    return docker::Containers(world.engine).find(container_id);
}

diagnosis::Case make_case(const World& world, const Plan& plan, const Outcome& outcome,
                          const std::optional<docker::Container>& container, std::size_t output_lines) {
    const std::string label = dokku::to_string(outcome.replica);
    return {.app = plan.app,
            .process_type = outcome.replica.process_type,
            .container = label,
            .cli = world.environment.cli,
            .image = plan.image,
            .image_id = container ? container->image_id : "",
            .verdict = outcome.verdict,
            .last_output = last_output(world, outcome.container_id),
            .deadline_setting = "scheduler-docker-api:set " + plan.app + " release-healthcheck-timeout",
            .output_lines = output_lines};
}

std::vector<std::string> redacted_lines(const World& world, std::vector<std::string> lines) {
    for (std::string& line : lines) line = world.log.redacted(line);
    return lines;
}

void keep_evidence(const World& world, const diagnosis::Case& failure, const diagnosis::Diagnosis& diagnosis,
                   const Outcome& outcome, const std::optional<docker::Container>& container,
                   const std::string& app) {
    const std::string at = util::format_timestamp(world.clock.epoch());
    auto verdict = util::try_parse_ordered_json(to_json(failure, diagnosis)).value();
    verdict["at"] = at;
    FailureRecord(world.environment, app)
        .write({.at = at,
                .container_id = outcome.container_id,
                .label = failure.container,
                .verdict = redacted_text(world.log, std::move(verdict)),
                .block = redacted_lines(world, to_lines(failure, diagnosis)),
                .output = world.log.redacted(failure.last_output),
                .inspection = container ? without_secrets(world, container->document) : "{}"});
}

}

std::vector<std::string> skipped_rules(const dokku::Environment& environment) {
    return diagnosis::all_signatures(rules_of_operator(environment)).complaints;
}

void report_rejection(const World& world, const Plan& plan, const std::vector<Outcome>& outcomes,
                      std::size_t output_lines) {
    const diagnosis::Signatures signatures = diagnosis::all_signatures(rules_of_operator(world.environment));
    bool first = true;
    for (const Outcome& outcome : outcomes) {
        const auto container = inspect(world, outcome.container_id);
        const diagnosis::Case failure = make_case(world, plan, outcome, container, output_lines);
        const diagnosis::Diagnosis diagnosis = diagnosis::explain(failure, signatures);
        if (first) {
            show_block(world.log, to_lines(failure, diagnosis), BlockLayout::in_deploy);
            keep_evidence(world, failure, diagnosis, outcome, container, plan.app);
        } else {
            world.log.exclaim(diagnosis.headline);
        }
        first = false;
    }
    for (const std::string& complaint : signatures.complaints)
        world.log.warn("A rule was skipped: " + complaint);
}

}
