#include "deploy/failure_record.hpp"

#include "deploy/verdict_block.hpp"
#include "docker/containers.hpp"
#include "dokku/app_state.hpp"
#include "util/file.hpp"
#include "util/json.hpp"
#include "util/text.hpp"

#include <algorithm>

namespace deploy {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE_WITH_DEFAULT(Failure, at, container_id, label, verdict, block, output,
                                                inspection)

FailureRecord::FailureRecord(const dokku::Environment& environment, const std::string& app)
    : file_(environment.data(app) / "last-failure.json") {}

std::optional<Failure> FailureRecord::read() const {
    const auto text = util::read_file(file_);
    if (!text) return {};
    try {
        return util::parse_json(*text).get<Failure>();
    } catch (const nlohmann::json::exception&) {
        return {};  // a record of the past only: not worth failing for
    }
}

void FailureRecord::write(const Failure& failure) const {
    util::write_file(file_, util::json_text(nlohmann::json(failure), 1) + "\n");
}

void FailureRecord::remove() const { util::remove_file(file_); }

void forget_failure(const World& world, const std::string& app) {
    const FailureRecord record(world.environment, app);
    const auto failure = record.read();
    if (!failure) return;
    const auto serving = dokku::AppState(world.environment, app).read();
    const bool serves = std::any_of(serving.begin(), serving.end(), [&](const auto& entry) {
        return entry.second.container_id == failure->container_id;
    });
    if (!failure->container_id.empty() && !serves)
        docker::Containers(world.engine).remove(failure->container_id, docker::Containers::Force::yes);
    record.remove();
}

void show_failed_logs(const dokku::Environment& environment, util::Log& log, const std::string& app) {
    const auto failure = FailureRecord(environment, app).read();
    if (!failure) return log.warn("No failed containers found");
    log.title(app + " " + failure->label + " (" + failure->container_id.substr(0, 12) + ")");
    for (const std::string& line : util::lines(failure->output)) log.verbose(line);
}

void explain_failure(const dokku::Environment& environment, util::Log& log, const std::string& app,
                     FailureLayout layout) {
    const auto failure = FailureRecord(environment, app).read();
    if (layout == FailureLayout::json) return log.plain(failure ? failure->verdict : "{}");
    if (!failure) return log.plain("No deploy of " + app + " has failed since the last one that succeeded");
    log.title("The deploy of " + app + " that failed at " + failure->at);
    show_block(log, failure->block, BlockLayout::alone);
}

}
