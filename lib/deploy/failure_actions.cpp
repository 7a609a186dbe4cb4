#include "deploy/failure_actions.hpp"

#include "deploy/redacted_json.hpp"
#include "util/error.hpp"
#include "util/parallel.hpp"
#include "util/process.hpp"
#include "util/text.hpp"

namespace deploy {

namespace {

using Json = nlohmann::json;

constexpr std::size_t at_once = 8;
constexpr util::Seconds command_time{30};
/// That program ends itself after 5 s.
constexpr util::Seconds call_time{6};
/// Beside our own program, so that no hook is linked with what only a call needs.
constexpr const char* webhook_program = "scheduler-docker-api-webhook";

std::string describe(const FailureNotice& notice) {
    return notice.container + ": " + notice.check.name +
           " failed: " + std::string(health::to_string(notice.check.code));
}

/// `healthcheck_name` and `errors` are docker-container-healthchecker's.
std::string to_json(const World& world, const FailureNotice& notice) {
    const Json document{{"healthcheck_name", notice.check.name},
                        {"errors", {describe(notice)}},
                        {"app", notice.app},
                        {"process_type", notice.process_type},
                        {"container", notice.container},
                        {"container_id", notice.container_id},
                        {"code", health::to_string(notice.check.code)}};
    return redacted_text(world.log, document);
}

std::string first_line(const util::Ended& ended) {
    const auto lines = util::lines(ended.error.empty() ? ended.output : ended.error);
    return lines.empty() ? "" : ": " + util::shortened(lines.front(), 200);
}

void run_command(const World& world, const FailureNotice& notice) {
    const std::string what = "onFailure command of " + notice.check.name;
    world.log.verbose("Running the " + what + " (" + notice.container + ")");
    const util::Ended ended = util::run({.words = notice.check.action.command,
                                         .directory = "/",
                                         .input = to_json(world, notice),
                                         .timeout = command_time,
                                         .own_group = true},
                                        world.stop);
    if (ended.timed_out)
        world.log.warn("The " + what + " did not end within " + util::describe(command_time));
    else if (ended.status != 0)
        world.log.warn("The " + what + " exited with code " + std::to_string(ended.status) +
                       first_line(ended));
}

void call_url(const World& world, const FailureNotice& notice) {
    const std::string what = "onFailure url of " + notice.check.name;
    world.log.verbose("Calling the " + what + " (" + notice.container + ")");
    const util::Path program = util::program_directory() / webhook_program;
    const util::Ended ended = util::run({.words = {program, notice.check.action.url},
                                         .input = to_json(world, notice),
                                         .timeout = call_time,
                                         .own_group = true},
                                        world.stop);
    if (ended.timed_out) world.log.warn("The " + what + " did not answer within 5 s");
    else if (ended.status != 0) world.log.warn("The " + what + " was not taken" + first_line(ended));
}

void attempt(const World& world, const FailureNotice& notice,
             void (*action)(const World&, const FailureNotice&)) {
    try {
        action(world, notice);
    } catch (const util::Error& error) {
        world.log.warn("onFailure of " + notice.check.name + ": " + error.what());
    }
}

void carry_out_one(const World& world, const FailureNotice& notice, FailureCommands commands) {
    const health::FailureAction& action = notice.check.action;
    if (!action.command.empty() && commands == FailureCommands::allowed) attempt(world, notice, run_command);
    if (!action.command.empty() && commands == FailureCommands::forbidden)
        world.log.warn("The onFailure command of " + notice.check.name +
                       " does not run on this host: " + dokku::plugin_name + ":set " + notice.app +
                       " allow-failure-command true would allow it");
    if (!action.url.empty()) attempt(world, notice, call_url);
}

}

std::vector<FailureNotice> notices_of(const FailureNotice& container, const health::Verdict& verdict) {
    std::vector<FailureNotice> notices;
    for (const health::FailedCheck& check : verdict.failed) {
        notices.push_back(container);
        notices.back().check = check;
    }
    return notices;
}

void carry_out(const World& world, const std::vector<FailureNotice>& notices, FailureCommands commands) {
    util::parallel(notices.size(), at_once, world.stop, [&](std::size_t i, const std::stop_token&) {
        carry_out_one(world, notices[i], commands);
    });
}

}
